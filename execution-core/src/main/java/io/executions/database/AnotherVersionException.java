package io.executions.database;

/**
 * The tables in the database were made by another version of the service, and this one cannot bring
 * them over.
 */
public final class AnotherVersionException extends UnfitDatabaseException {
  private static final long serialVersionUID = 1;

  /**
   * Makes one.
   *
   * @param met what is another version's there
   */
  public AnotherVersionException(String met) {
    super(
        "The database holds the tables of another version of this service (%s): until 0.1.0 they are"
                .formatted(met)
            + " not brought over, and nothing was changed. To make them anew, stop all nodes and"
            + " give the service an empty database, or drop all of this one that is named execution"
            + " or execution_... (embedded H2: move executions.mv.db away)");
  }

  @Override
  public String problem() {
    return "The database holds the tables of another version of this service";
  }
}
