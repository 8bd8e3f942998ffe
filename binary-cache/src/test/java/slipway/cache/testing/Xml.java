package slipway.cache.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// As much XML as the protocol needs.
final class Xml {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private Xml() {}

  static String element(String name, String text) {
    return "<" + name + ">" + escape(text) + "</" + name + ">";
  }

  static String parent(String name, String children) {
    return "<" + name + ">" + children + "</" + name + ">";
  }

  static String document(String name, String children) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<"
        + name
        + (name.equals("Error") ? ">" : " xmlns=\"" + NAMESPACE + "\">")
        + children
        + "</"
        + name
        + ">";
  }

  /// The text of `child` in each `parent`, in order.
  static List<String> texts(byte[] document, String parent, String child) throws S3Error {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setNamespaceAware(true);
      NodeList parents =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(document))
              .getElementsByTagNameNS("*", parent);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < parents.getLength(); i++) {
        NodeList children = ((Element) parents.item(i)).getElementsByTagNameNS("*", child);
        if (children.getLength() != 1) {
          throw new S3Error(400, "MalformedXML", parent + " has no single " + child);
        }
        texts.add(children.item(0).getTextContent());
      }
      return texts;
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new S3Error(400, "MalformedXML", String.valueOf(e.getMessage()));
    }
  }

  static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
