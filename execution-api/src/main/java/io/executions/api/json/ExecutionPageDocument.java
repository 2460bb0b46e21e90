package io.executions.api.json;

import io.executions.api.Execution;
import io.executions.api.ExecutionPage;
import jakarta.json.JsonObject;
import java.util.function.UnaryOperator;

/** {@code ExecutionPage}. */
public final class ExecutionPageDocument {
  private ExecutionPageDocument() {}

  /**
   * Returns the document.
   *
   * @param view what is shown of each execution; called one by one, as a view may take memory
   */
  public static String write(ExecutionPage page, UnaryOperator<Execution> view) {
    StringBuilder text = new StringBuilder();
    ObjectText json = new ObjectText(text);
    json.begin("items").append('[');
    String separator = "";
    for (Execution execution : page.items()) {
      text.append(separator);
      ExecutionDocument.append(view.apply(execution), text);
      separator = ",";
    }
    text.append(']');
    json.add(
            new SparseObject()
                .addText("nextCursor", page.nextCursor())
                .addText("previousCursor", page.previousCursor())
                .addTime("searchedTo", page.searchedTo())
                .build())
        .end();
    return text.toString();
  }

  /** Returns the page that a document describes. */
  public static ExecutionPage read(JsonObject document) {
    Fields fields = new Fields(document);
    return new ExecutionPage(
        fields.objects("items", ExecutionDocument::read),
        fields.optionalText("nextCursor"),
        fields.optionalText("previousCursor"),
        fields.optionalTime("searchedTo"));
  }
}
