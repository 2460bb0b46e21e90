package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.spi.ResourceAllocationException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "1021, HY000, disk full",
    "1026, HY000, error writing file",
    "1030, HY000, error 28 of the storage engine",
    "1036, HY000, table is read only",
    "1037, HY001, out of memory",
    "1040, 08004, too many connections",
    "1041, HY000, out of resources",
    "1047, 08S01, WSREP not ready",
    "1053, 08S01, shutting down",
    "1114, HY000, table full",
    "1203, 42000, too many connections of the user",
    "1206, HY000, lock table full",
    "1290, HY000, read-only option",
    "1792, 25006, read-only transaction",
    "1836, HY000, read-only mode",
    "1927, 70100, connection killed",
    "90031, 90031, H2 cannot write its file",
    "90098, 90098, H2 is closed"
  })
  void aDatabaseThatCannotDoItNowIsAway(int code, String state, String message) {
    assertThat(Outage.caused(new IllegalStateException(new SQLException(message, state, code))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08001", "08006", "08S01", "25006", "25P03", "28000", "28P01", "53100", "53200", "53300",
        "57P01", "57P02", "57P03", "58030"
      })
  void statesOfLostOrRefusedConnectionsAreOutages(String state) {
    assertThat(Outage.caused(new SQLException("away", state))).isTrue();
  }

  @Test
  void aPoolThatGivesNoConnectionIsAnOutageWhoeverWrapsIt() {
    SQLException pool = new SQLException("Error in allocating a connection");
    pool.initCause(new ResourceAllocationException("expired max-wait-time"));
    assertThat(Outage.caused(new RuntimeException("of a JPA provider", pool))).isTrue();
    assertThat(Outage.caused(new SQLTransientConnectionException("time-out"))).isTrue();
    assertThat(Outage.caused(new SQLInvalidAuthorizationSpecException("password"))).isTrue();
  }

  @Test
  void aFileThatH2CannotWriteIsAnOutageThoughItsErrorIsAGeneralOne() {
    Exception cause = new MVStoreException(2, "Writing to a file failed");
    assertThat(Outage.caused(new SQLException("General error", "HY000", 50000, cause))).isTrue();
    assertThat(Outage.caused(new SQLException("General error", "HY000", 50000))).isFalse();
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource({
    "1146, 42S02, no such table",
    "1054, 42S22, no such column",
    "1142, 42000, no right to the table",
    "1412, HY000, table was changed",
    "0, 42P01, no such relation",
    "0, 42501, no right to the relation",
    "42103, 42S03, H2 has no such table"
  })
  void aTableThatIsMissingIsNoRowsFaultAndNoOutage(int code, String state, String message) {
    SQLException failure = new SQLException(message, state, code);
    assertThat(Outage.ofTable(new IllegalStateException(failure))).isTrue();
    assertThat(Outage.caused(failure)).isFalse();
  }

  @Test
  void whatARowIsRefusedForIsNotOfItsTable() {
    assertThat(Outage.ofTable(new SQLException("twice", "23000", 1062))).isFalse();
    assertThat(Outage.ofTable(new SQLException("Row size too large", "42000", 1118))).isFalse();
    assertThat(Outage.ofTable(new SQLException("signalled", "45000", 1644))).isFalse();
    assertThat(Outage.ofTable(new SQLException())).isFalse();
  }

  @Test
  void whatWasAskedWronglyIsNone() {
    assertThat(Outage.caused(new SQLSyntaxErrorException("no such column", "42S22", 1054)))
        .isFalse();
    assertThat(Outage.caused(new SQLIntegrityConstraintViolationException("twice", "23000", 1062)))
        .isFalse();
    assertThat(Outage.caused(new SQLException("Row size too large", "42000", 1118))).isFalse();
    assertThat(Outage.caused(new SQLException("took too long", "57014"))).isFalse();
    assertThat(Outage.caused(new SQLException("in an aborted transaction", "25P02"))).isFalse();
    assertThat(Outage.caused(new SQLException())).isFalse();
  }
}
