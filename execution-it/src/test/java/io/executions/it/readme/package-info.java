/** What a newcomer does first: the commands of the README, in a fresh clone. */
package io.executions.it.readme;
