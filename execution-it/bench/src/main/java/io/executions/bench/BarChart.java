package io.executions.bench;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The first figures of one workload as bars, with a line from the least to the greatest of the
 * rounds. Words are left to whoever shows the picture, so no fonts are needed to draw it.
 */
final class BarChart {
  private static final int LETTER = 7;
  private static final int BARS = 420;
  private static final int FIGURES = 90;
  private static final int HEAD = 44;
  private static final int ROW = 24;

  private final StringWriter text = new StringWriter();
  private final List<ResultRow> rows;
  private final int labels;
  private final XMLStreamWriter xml;

  private BarChart(List<ResultRow> rows) throws XMLStreamException {
    this.rows = rows;
    labels = rows.stream().mapToInt(row -> LETTER * label(row).length()).max().orElseThrow() + ROW;
    xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
  }

  /** Returns it as SVG. */
  static String svg(String workload, List<Sample> samples) {
    try {
      BarChart chart = new BarChart(ResultRow.of(samples));
      chart.draw(workload);
      return chart.text.toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private void draw(String workload) throws XMLStreamException {
    int width = labels + BARS + FIGURES;
    int height = HEAD + ROW * rows.size() + ROW / 2;
    String figure = rows.get(0).figures().get(0);
    double most = rows.stream().mapToDouble(ResultRow::greatest).max().orElseThrow();
    xml.writeStartElement("svg");
    attributes(
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 %d %d".formatted(width, height),
        "role",
        "img");
    attributes("font-family", "sans-serif", "font-size", 13);
    xml.writeStartElement("title");
    xml.writeCharacters("%s: %s".formatted(workload, figure));
    xml.writeEndElement();
    element("rect", "width", width, "height", height, "fill", "#ffffff");
    word(labels, HEAD - 20, "start", "%s: %s".formatted(workload, figure), "#222222");
    for (int i = 0; i < rows.size(); i++) {
      row(rows.get(i), figure, HEAD + i * ROW, most == 0 ? 0 : BARS / most);
    }
    xml.writeEndElement();
    xml.flush();
  }

  private void row(ResultRow row, String figure, int top, double scale) throws XMLStreamException {
    double value = row.median(figure).orElse(0.0);
    double width = value * scale;
    int middle = top + ROW / 2 - 2;
    word(labels - 8, middle + 4, "end", label(row), "#222222");
    element("rect", "x", labels, "y", top, "width", width, "height", ROW - 6, "fill", colour(row));
    double from = labels + row.least() * scale;
    double to = labels + row.greatest() * scale;
    element("line", "x1", from, "x2", to, "y1", middle, "y2", middle, "stroke", "#222222");
    word(Math.max(to, labels + width) + 6, middle + 4, "start", Figures.of(value), "#222222");
  }

  private static String colour(ResultRow row) {
    if (row.contender().equals(ServiceContender.OURS)) {
      return "#1f6feb";
    }
    return row.contender().startsWith("plain") ? "#8c959f" : "#e3a008";
  }

  private static String label(ResultRow row) {
    return row.setting().isEmpty() ? row.contender() : row.contender() + ", " + row.setting();
  }

  private void word(double x, double y, String anchor, String word, String colour)
      throws XMLStreamException {
    xml.writeStartElement("text");
    attributes("x", x, "y", y, "text-anchor", anchor, "fill", colour);
    xml.writeCharacters(word);
    xml.writeEndElement();
  }

  private void element(String name, Object... attributes) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeEmptyElement(name);
    attributes(attributes);
  }

  private void attributes(Object... namesAndValues) throws XMLStreamException {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      String written =
          value instanceof Double number
              ? String.format(Locale.ROOT, "%.1f", number)
              : value.toString();
      xml.writeAttribute(namesAndValues[i].toString(), written);
    }
  }
}
