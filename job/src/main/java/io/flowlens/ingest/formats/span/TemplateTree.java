package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.NotJson;
import java.util.Arrays;
import java.util.List;

/**
 * The texts of spans as a tree: what they have in common is in it once. A text branches off where
 * it differs from those before, and has a gap where a value is expected to differ each time. What
 * stands before a gap or a branch decides all that a reader knows when it comes there, so the gap's
 * value can be read as if everything before had been read too.
 */
final class TemplateTree {
  private static final Node[] NONE = {};

  /** The nodes' texts, one behind the other as they came, so that they are read in this order. */
  private byte[] texts = new byte[1 << 16];

  private int length;
  private final Node root = new Node(0);

  /** A piece of text; behind it a gap, or a text's end, or branches. */
  private static final class Node {
    private int from;
    private int to;
    private Node[] branches = NONE;

    /** What each branch begins with. */
    private byte[] firsts = {};

    /** The gap's value, how deep it is nested, and what comes behind it. */
    private Part gap;

    private int depth;
    private Node behind;

    private Template template;

    /** A node whose text begins here in the tree's, and is empty yet. */
    private Node(int from) {
      this.from = from;
      this.to = from;
    }

    private int length() {
      return to - from;
    }

    /** The branch that begins with this byte; null where there is none. */
    private Node branch(int first) {
      for (int i = 0; i < firsts.length; i++) {
        if (firsts[i] == first) {
          return branches[i];
        }
      }
      return null;
    }

    private void add(Node branch, byte first) {
      branches = Arrays.copyOf(branches, branches.length + 1);
      firsts = Arrays.copyOf(firsts, branches.length);
      branches[branches.length - 1] = branch;
      firsts[branches.length - 1] = first;
    }

    private boolean isOpen() {
      return gap == null && template == null;
    }

    private boolean isNew() {
      return isOpen() && branches.length == 0;
    }
  }

  /** How many bytes it holds. */
  long bytes() {
    return length;
  }

  /**
   * Passes the text that is next, and reads its gaps.
   *
   * @return null where the text is not known; then the cursor stands anywhere
   */
  Template pass(Cursor cursor, SpanReader reader) throws NotJson {
    Node node = root;
    while (node != null && cursor.pass(texts, node.from, node.to)) {
      if (node.gap != null) {
        cursor.to(cursor.position(), node.depth, false);
        reader.read(node.gap, cursor);
        node = node.behind;
      } else if (node.template != null) {
        return node.template;
      } else {
        node = node.branch(cursor.peek());
      }
    }
    return null;
  }

  /**
   * Adds a text.
   *
   * @param start where the text began, as the gaps' places count
   */
  void add(byte[] text, int start, List<ReadTrail.Step> gaps, Template template) {
    Node node = root;
    int from = 0;
    for (ReadTrail.Step gap : gaps) {
      node = end(node, text, from, gap.from - start);
      if (node == null || (node.gap == null && !node.isNew())) {
        return;
      }
      if (node.gap == null) {
        node.gap = gap.part;
        node.depth = gap.depth;
        node.behind = new Node(length);
      }
      node = node.behind;
      from = gap.to - start;
    }
    node = end(node, text, from, text.length);
    if (node != null && node.isNew()) {
      node.template = template;
    }
  }

  /** The node where this piece of text ends; null where another text had a gap in it. */
  private Node end(Node from, byte[] text, int begin, int end) {
    Node node = from;
    int at = begin;
    while (true) {
      if (node.isNew() && node.length() == 0) {
        append(text, at, end);
        node.from = length - (end - at);
        node.to = length;
        return node;
      }
      int same = Arrays.mismatch(texts, node.from, node.to, text, at, end);
      if (same >= 0 && same < node.length()) {
        split(node, node.from + same);
      }
      at += node.length();
      if (at == end) {
        return node;
      }
      if (!node.isOpen()) {
        return null;
      }
      node = branch(node, text, at);
    }
  }

  private void append(byte[] text, int from, int to) {
    int needed = length + to - from;
    if (needed > texts.length) {
      texts = Arrays.copyOf(texts, Math.max(needed, 2 * texts.length));
    }
    System.arraycopy(text, from, texts, length, to - from);
    length = needed;
  }

  private void split(Node node, int at) {
    Node rest = new Node(at);
    rest.to = node.to;
    rest.branches = node.branches;
    rest.firsts = node.firsts;
    rest.gap = node.gap;
    rest.depth = node.depth;
    rest.behind = node.behind;
    rest.template = node.template;
    node.to = at;
    node.branches = NONE;
    node.firsts = new byte[0];
    node.add(rest, texts[at]);
    node.gap = null;
    node.behind = null;
    node.template = null;
  }

  private Node branch(Node node, byte[] text, int at) {
    Node branch = node.branch(text[at]);
    if (branch == null) {
      branch = new Node(length);
      node.add(branch, text[at]);
    }
    return branch;
  }
}
