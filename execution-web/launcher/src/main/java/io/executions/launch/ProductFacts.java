package io.executions.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this archive is and what is in it, as the build wrote it. */
record ProductFacts(
    String version,
    String commit,
    String payara,
    String mariadb,
    String postgresql,
    String h2,
    String java) {

  static ProductFacts read() {
    try (InputStream in = ProductFacts.class.getResourceAsStream("product.properties")) {
      Properties facts = new Properties();
      facts.load(in);
      return new ProductFacts(
          facts.getProperty("version"),
          facts.getProperty("commit"),
          facts.getProperty("payara"),
          facts.getProperty("mariadb"),
          facts.getProperty("postgresql"),
          facts.getProperty("h2"),
          facts.getProperty("java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    return """
        Execution Service %s
        Commit: %s
        Inside: Payara Micro %s, H2 %s, MariaDB Connector/J %s, PostgreSQL JDBC Driver %s
        Java: %s or later; this is %s"""
        .formatted(
            version,
            commit,
            payara,
            h2,
            mariadb,
            postgresql,
            java,
            System.getProperty("java.version"));
  }
}
