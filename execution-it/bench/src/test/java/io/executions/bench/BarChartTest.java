package io.executions.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class BarChartTest {
  @Test
  void drawsABarForEachAsLongAsTheMiddleOfItsRounds() throws Exception {
    Element picture =
        parsed(
            BarChart.svg(
                "throughput",
                List.of(
                    sample("ours", "limit <16>", 1, 40),
                    sample("ours", "limit <16>", 2, 60),
                    sample("plain-each", "", 1, 100))));

    List<Double> widths = new ArrayList<>();
    NodeList bars = picture.getElementsByTagName("rect");
    for (int i = 1; i < bars.getLength(); i++) {
      widths.add(Double.valueOf(((Element) bars.item(i)).getAttribute("width")));
    }
    assertThat(widths).hasSize(2);
    assertThat(widths.get(0)).isEqualTo(widths.get(1) / 2);
    assertThat(picture.getTextContent()).contains("ours, limit <16>", "50.0", "plain-each", "100");
  }

  private static Element parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)))
        .getDocumentElement();
  }

  private static Sample sample(String contender, String setting, int round, double rate) {
    return new Sample("throughput", contender, setting, round, Map.of(Window.RATE, rate));
  }
}
