package io.executions.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The requests that the pages of the console make, as their modules write them. */
final class PageRequests {
  private static final String LIST = "executions?view=summary&limit=50";

  /** Not the whole week that may be searched: the benchmark takes a while. */
  private static final Duration SEARCHED = Duration.ofDays(7).minusHours(1);

  private final Instant now = Instant.now();
  private final List<PageRequest> all = new ArrayList<>();

  /** Returns those that only read. */
  static List<PageRequest> reading() {
    PageRequests requests = new PageRequests();
    requests.everywhere();
    requests.overview();
    requests.lists();
    requests.searches();
    requests.administration();
    return requests.all;
  }

  private void add(String name, String path) {
    all.add(PageRequest.of(name, path));
  }

  private void everywhere() {
    add("status", "status");
    add("session", "session");
    add("readiness", "health/ready");
    add("types", "types");
  }

  private void overview() {
    add("stats", "stats");
    add("next to be due", "executions?status=pending&sort=due&limit=1&view=summary");
    span("hour", Duration.ofHours(1), Duration.ofMinutes(1));
    span("day", Duration.ofDays(1), Duration.ofMinutes(15));
    span("week", Duration.ofDays(7), Duration.ofHours(2));
  }

  private void span(String name, Duration length, Duration step) {
    String span = between("from", length, "to");
    add("series of the " + name, "stats/series?step=" + step + span);
    add("failures of the " + name, "stats/failures?" + span.substring(1));
  }

  private void lists() {
    add("newest", LIST);
    add("oldest", LIST + "&sort=oldest");
    for (String status : List.of("pending", "running", "completed", "failed", "cancelled")) {
      add(status, LIST + "&status=" + status);
      add(status + " of a type", LIST + "&type=type-3&status=" + status);
    }
    add("of a type", LIST + "&type=type-3");
    add("of no such type", LIST + "&type=none");
    add("failed or cancelled of a type", LIST + "&status=failed,cancelled&type=type-3");
    add("created in the last hour", LIST + after("created", Duration.ofHours(1)));
    add(
        "created ten days ago",
        LIST + between("createdAfter", Duration.ofDays(10), "createdBefore", Duration.ofDays(9)));
    String ended = LIST + "&sort=finished&status=completed,failed,cancelled";
    add("ended last", ended);
    add(
        "failed of a type in the last hour",
        LIST + "&sort=finished&status=failed&type=type-3" + after("finished", Duration.ofHours(1)));
    add("ended ten days ago", ended + before("finished", Duration.ofDays(10)));
    add("due next", LIST + "&sort=due&status=pending");
    add("due next of a type", LIST + "&sort=due&status=pending&type=type-3");
    add("overdue", LIST + "&overdue=true");
  }

  private void searches() {
    String week = after("created", SEARCHED);
    search("of a node", LIST + "&node=node-1" + week);
    search("of no such node", LIST + "&node=none" + week);
    search("retried", LIST + "&retried=true" + week);
    search("error prefix", LIST + "&errorPrefix=Connection" + week);
    search("error prefix that none has", LIST + "&status=failed&errorPrefix=None" + week);
    search(
        "retried of a type that ended",
        LIST
            + "&sort=finished&status=completed,failed,cancelled&type=type-3&retried=true"
            + after("finished", SEARCHED));
  }

  private void search(String name, String path) {
    all.add(PageRequest.search("search: " + name, path));
  }

  private void administration() {
    add("all nodes", "status?nodes=all");
    add("settings", "settings");
    add("tokens", "tokens");
    add("bulks", "bulk");
    add("audit", "audit");
    add("audit of a person", "audit?who=person-1");
    add("audit of an action", "audit?action=action-2");
    add("audit of a target", "audit?target=4711");
    add("audit of a person and an action", "audit?who=person-1&action=action-1");
    add("audit of a person who never did that", "audit?who=person-1&action=action-2");
    add("audit of all three", "audit?who=person-1&action=action-1&target=1");
    add("audit half a year ago", "audit?" + before("", Duration.ofDays(180)).substring(1));
  }

  private String after(String word, Duration ago) {
    return "&" + word + "After=" + ago(ago);
  }

  private String before(String word, Duration ago) {
    return "&" + (word.isEmpty() ? "before" : word + "Before") + "=" + ago(ago);
  }

  private String between(String from, Duration length, String to) {
    return between(from, length, to, Duration.ZERO);
  }

  private String between(String from, Duration fromAgo, String to, Duration toAgo) {
    return "&%s=%s&%s=%s".formatted(from, ago(fromAgo), to, ago(toAgo));
  }

  private String ago(Duration ago) {
    String time = now.minus(ago).truncatedTo(ChronoUnit.SECONDS).toString();
    return URLEncoder.encode(time, StandardCharsets.UTF_8);
  }
}
