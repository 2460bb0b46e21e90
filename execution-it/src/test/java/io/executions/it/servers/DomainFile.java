package io.executions.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The configuration of a Payara domain, changed so that the domain listens on given ports of the
 * loopback address and on nothing else, and calls nobody.
 */
final class DomainFile {
  /** How many ports are needed: for administration, for HTTP, and for what nobody asks. */
  static final int PORTS = 7;

  private final Path file;

  DomainFile(Path file) {
    this.file = file;
  }

  /** Sets the ports: the first is for administration, the second for HTTP. */
  void listenOn(List<Integer> ports) throws IOException {
    try {
      Document document =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
      change(document.getDocumentElement(), ports);
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(file.toFile()));
    } catch (ParserConfigurationException | SAXException | TransformerException e) {
      throw new IOException(e);
    }
  }

  private static void change(Element domain, List<Integer> ports) {
    Iterator<Integer> rest = ports.subList(2, ports.size()).iterator();
    Element config = first(domain, "config");
    each(
        config,
        "network-listener",
        listener -> {
          String name = listener.getAttribute("name");
          boolean http = name.equals("http-listener-1");
          int port =
              http ? ports.get(1) : name.equals("admin-listener") ? ports.get(0) : rest.next();
          listen(listener, port);
        });
    each(config, "iiop-listener", listener -> listen(listener, rest.next()));
    first(config, "jmx-connector").setAttribute("enabled", "false");
    first(config, "hazelcast-config-specific-configuration").setAttribute("enabled", "false");
    // An embedded broker's port would be open on all addresses.
    append(config, "jms-service", "type", "DISABLED");
    append(config, "phone-home-runtime-configuration", "enabled", "false");
    // Where the checkout lies among temporary files, the domain's data must not seem to be some.
    Element temporary = config.getOwnerDocument().createElement("jvm-options");
    temporary.setTextContent("-Djava.io.tmpdir=${com.sun.aas.instanceRoot}/tmp");
    first(config, "java-config").appendChild(temporary);
    int shell = rest.next();
    each(
        config,
        "jvm-options",
        option ->
            option.setTextContent(
                option
                    .getTextContent()
                    .replaceFirst("(osgi.shell.telnet.port)=.*", "$1=" + shell)));
    closeDatabases(domain);
  }

  /** H2's AUTO_SERVER opens a port of its own, on all addresses. */
  private static void closeDatabases(Element domain) {
    each(
        domain,
        "property",
        property ->
            property.setAttribute(
                "value", property.getAttribute("value").replace(";AUTO_SERVER=TRUE", "")));
  }

  private static void append(Element parent, String name, String attribute, String value) {
    Element element = parent.getOwnerDocument().createElement(name);
    element.setAttribute(attribute, value);
    parent.appendChild(element);
  }

  private static void listen(Element listener, int port) {
    listener.setAttribute("address", "127.0.0.1");
    listener.setAttribute("port", String.valueOf(port));
  }

  private static Element first(Element parent, String name) {
    return (Element) parent.getElementsByTagName(name).item(0);
  }

  private static void each(Element parent, String name, Consumer<Element> change) {
    NodeList elements = parent.getElementsByTagName(name);
    for (int i = 0; i < elements.getLength(); i++) {
      change.accept((Element) elements.item(i));
    }
  }
}
