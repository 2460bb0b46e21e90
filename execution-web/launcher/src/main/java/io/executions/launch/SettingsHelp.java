package io.executions.launch;

/** Explains each setting of the runnable JAR on the command line. */
final class SettingsHelp {

  /** As the foot of the usage: lines of at most 100 characters, no percent signs. */
  static final String TEXT =
      """

      Settings, as environment variables or as system properties (java -DNAME=VALUE -jar ...):

        POLL_INTERVAL_MS               how often a node asks for work, in milliseconds; 2000
        EXECUTION_MAX_CONCURRENT       the cluster-wide limit at the very first start; 1
        EXECUTION_RETENTION            how long ended executions are kept, at the very first start; P30D
        EXECUTION_AUDIT_RETENTION      how long it is kept who did what; P365D
        EXECUTION_WORKERS              handler threads of this node; 64
        EXECUTION_DB_URL               jdbc:mariadb:, jdbc:postgresql: or embedded jdbc:h2:, without a
                                       user or a password; H2 in the data directory
        EXECUTION_DB_USER              the database's user; none
        EXECUTION_DB_PASSWORD          and password; none
        EXECUTION_DB_PASSWORD_FILE     a file that holds that, instead of it; none
        EXECUTION_DB_POOL              connections of the data source, from 5; 20
        EXECUTION_DATA_DIR             node file, embedded database, and what is unpacked; ./data
        EXECUTION_NODE_NAME            stable name of this node; host name
        EXECUTION_APPLICATION          by which name the nodes of one application know each other;
                                       execution-service
        EXECUTION_ADDRESS              the address to listen on; 127.0.0.1
        EXECUTION_LEASE_MS             a node whose beat stands still for so long is dead; 10000
        EXECUTION_SHUTDOWN_GRACE_MS    how long a stopping node lets handlers finish; 20000
        EXECUTION_MAX_INTERRUPTIONS    an execution whose node died so often becomes failed; 3
        EXECUTION_ADMIN_TOKEN          at least 16 characters, replaces the stored one; made at the
                                       first start
        EXECUTION_OPERATOR_TOKEN       likewise, for creating, cancelling and retrying; none takes the
                                       stored one away
        EXECUTION_VIEWER_TOKEN         likewise, for reading
        EXECUTION_ADMIN_TOKEN_FILE     a file that holds that token, instead of it; none
        EXECUTION_OPERATOR_TOKEN_FILE  likewise; none
        EXECUTION_VIEWER_TOKEN_FILE    likewise; none
        EXECUTION_HTTP_ALLOW           what the handler http may call: public, host patterns, addresses
                                       and ranges, with commas; public
        EXECUTION_CREDENTIAL_HEADERS   further headers that viewers and other origins do not get, with
                                       commas; none
        EXECUTION_HINTS                HOST:PORT, where this node hears by UDP that other nodes have work;
                                       none
        EXECUTION_QUEUES               the queues that this node serves, with commas; all
        EXECUTION_COMMAND_DIR          where the handler command finds its files; none
        EXECUTION_INPUT_MAX_BYTES      larger inputs are refused; 1048576
        EXECUTION_OUTPUT_MAX_BYTES     larger outputs fail their execution; 1048576
      """;

  private SettingsHelp() {}
}
