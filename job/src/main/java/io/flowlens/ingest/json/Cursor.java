package io.flowlens.ingest.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads JSON in place, from the bytes of a record, several times faster than a general parser,
 * because most of what it passes is never made into anything. It is strict but gives no reasons: at
 * anything that is not JSON it throws {@link NotJson}, and {@code decode.BadJson} says why.
 *
 * <p>A caller walks down: {@link #object()} or {@link #array()}, then {@link #nextField()} or
 * {@link #nextElement()} until there is none; each value must be read or skipped once.
 *
 * <p>It can also read a JSON text that is itself a string in JSON, without unescaping it first:
 * then quotes are {@code \"}, and what it refuses may still be good once unescaped.
 */
public final class Cursor {
  /** What nanoseconds since 1970 have; some numbers of so many wrap around to one below 0. */
  private static final int USUAL_DIGITS = 19;

  private final Symbols symbols;
  private final Blocks blocks;
  private final int maxDepth;
  private final CursorString string = new CursorString();

  private byte[] bytes;
  private int at;
  private int end;
  private boolean escaped;
  private int depth;

  /** Whether the object or array was just entered, so that no comma comes next. */
  private boolean fresh;

  private String name;
  private boolean named;
  private int nameFrom;
  private int nameTo;
  private boolean namePlain;

  private long hexLow;

  /** A cursor that shares what it has learnt with others of its thread. */
  public Cursor(Symbols symbols, Blocks blocks, int maxDepth) {
    this.symbols = symbols;
    this.blocks = blocks;
    this.maxDepth = maxDepth;
  }

  /** Begins a text; {@code escaped} where it stands in a JSON string. */
  public void open(byte[] text, int from, int to, boolean isEscaped) {
    bytes = text;
    at = from;
    end = to;
    escaped = isEscaped;
    depth = 0;
    fresh = true;
  }

  /** Begins a text of its own. */
  public void open(byte[] text) {
    open(text, 0, text.length, false);
  }

  /** Where it stands. */
  public int position() {
    return at;
  }

  /** Goes back to a value that it skipped; the depth must be that of the value. */
  public void back(int position) {
    at = position;
  }

  /** How many objects and arrays it is in. */
  public int depth() {
    return depth;
  }

  /** Whether the text stands in a JSON string. */
  public boolean isEscaped() {
    return escaped;
  }

  /**
   * Goes to another place in the text.
   *
   * @param atDepth how many objects and arrays that place is in
   * @param isFresh whether it is right behind the brace or bracket of one of them
   */
  public void to(int position, int atDepth, boolean isFresh) {
    at = position;
    depth = atDepth;
    fresh = isFresh;
  }

  /** Whether the next value is an object; then enters it. */
  public boolean object() throws NotJson {
    return enter('{');
  }

  /** Whether the next value is an array; then enters it. */
  public boolean array() throws NotJson {
    return enter('[');
  }

  private boolean enter(char open) throws NotJson {
    if (next() != open) {
      return false;
    }
    if (++depth > maxDepth) {
      throw new NotJson();
    }
    at++;
    fresh = true;
    return true;
  }

  /** Moves to the next field's value; false where the object ends. */
  public boolean nextField() throws NotJson {
    int c = next();
    if (c == '}') {
      leave();
      return false;
    }
    if (!fresh) {
      expect(',');
      next();
    }
    fresh = false;
    string.read(bytes, at, end, escaped);
    nameFrom = string.from;
    nameTo = string.to;
    namePlain = string.plain;
    named = false;
    at = string.after;
    next();
    expect(':');
    return true;
  }

  /** The name of the field whose value is next or was just read at this level. */
  public String name() throws NotJson {
    if (!named) {
      name =
          namePlain
              ? symbols.of(bytes, nameFrom, nameTo)
              : CursorString.decode(bytes, nameFrom, nameTo, escaped);
      named = true;
    }
    return name;
  }

  /** Whether the field whose value is next has this name, in ASCII. */
  public boolean isNamed(String expected) throws NotJson {
    if (named || !namePlain) {
      return name().equals(expected);
    }
    if (nameTo - nameFrom != expected.length()) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (bytes[nameFrom + i] != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Moves to the next element; false where the array ends. */
  public boolean nextElement() throws NotJson {
    int c = next();
    if (c == ']') {
      leave();
      return false;
    }
    if (!fresh) {
      expect(',');
      if (next() == ']') {
        throw new NotJson();
      }
    }
    fresh = false;
    return true;
  }

  private void leave() {
    at++;
    depth--;
    fresh = false;
  }

  /** Whether nothing but white space is left of the text. */
  public boolean isAtEnd() {
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
    return at == end;
  }

  /** Whether the next value is an object. */
  public boolean isObject() throws NotJson {
    return next() == '{';
  }

  /** Whether the next value is a string. */
  public boolean isString() throws NotJson {
    return next() == (escaped ? '\\' : '"');
  }

  /** Whether the next value is neither an object nor an array. */
  public boolean isScalar() throws NotJson {
    int c = next();
    return c != '{' && c != '[';
  }

  /** Passes this part of a text if it is next. */
  public boolean pass(byte[] text, int textFrom, int textTo) {
    int to = at + textTo - textFrom;
    if (to > end || !Words.same(text, textFrom, textTo, bytes, at)) {
      return false;
    }
    at = to;
    return true;
  }

  /** The next byte, whatever it is; -1 at the end. */
  public int peek() {
    return at < end ? bytes[at] : -1;
  }

  /** A copy of what was read since this position. */
  public byte[] since(int from) {
    return Arrays.copyOfRange(bytes, from, at);
  }

  /**
   * Reads a scalar as text that may come again: one string for all equal ones. Null for null, and
   * for an object or array, which is skipped.
   */
  public String symbol() throws NotJson {
    if (!isString()) {
      return text();
    }
    readString();
    return string.plain
        ? symbols.of(bytes, string.from, string.to)
        : CursorString.decode(bytes, string.from, string.to, escaped);
  }

  /** Reads a scalar as text. Null for null, and for an object or array, which is skipped. */
  public String text() throws NotJson {
    if (isString()) {
      readString();
      return string.plain
          ? ascii(string.from, string.to)
          : CursorString.decode(bytes, string.from, string.to, escaped);
    }
    switch (bytes[at]) {
      case '{':
      case '[':
        skip();
        return null;
      case 't':
        return literal("true");
      case 'f':
        return literal("false");
      case 'n':
        literal("null");
        return null;
      default:
        int from = at;
        at = CursorNumber.after(bytes, at, end);
        return ascii(from, at);
    }
  }

  /**
   * Reads a whole number, written as a number or, in decimal digits, as a string.
   *
   * @return {@code otherwise} for any other value, and beyond 18 digits
   */
  public long whole(long otherwise) throws NotJson {
    long usual = usualWhole();
    if (usual >= 0) {
      return usual;
    }
    if (isString()) {
      readString();
      return CursorNumber.whole(bytes, string.from, string.to, otherwise);
    }
    byte c = bytes[at];
    if (c != '-' && (c < '0' || c > '9')) {
      skip();
      return otherwise;
    }
    int from = at;
    at = CursorNumber.after(bytes, at, end);
    return CursorNumber.whole(bytes, from, at, otherwise);
  }

  /**
   * Passes a number as most are written: digits right where the cursor stands, no zero first, and a
   * comma or brace right behind them.
   *
   * @return below 0 where it is anything else, and then it is still next
   */
  private long usualWhole() {
    long value = 0;
    int most = Math.min(end - 1, at + USUAL_DIGITS);
    for (int i = at; i <= most; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        boolean usual = value > 0 && bytes[at] != '0' && (bytes[i] == ',' || bytes[i] == '}');
        at = usual ? i : at;
        return usual ? value : -1;
      }
      value = value * 10 + digit;
    }
    return -1;
  }

  /** Passes the next value, whatever it is. */
  public void skip() throws NotJson {
    if (isString()) {
      readString();
    } else if (bytes[at] == '{') {
      object();
      while (nextField()) {
        skip();
      }
    } else if (bytes[at] == '[') {
      array();
      while (nextElement()) {
        skip();
      }
    } else {
      text();
    }
  }

  /**
   * Passes the next value if it is an object that was remembered, byte for byte.
   *
   * @return what was remembered of it; null where it is not known, and then it is still next
   */
  public Object passKnown() {
    Blocks.Block block = blocks.find(bytes, at, end);
    if (block == null || block.depth < depth) {
      return null;
    }
    at += block.text.length;
    fresh = false;
    return block.meaning;
  }

  /**
   * Remembers the object that began at {@code from} and was just read.
   *
   * @param meaning what {@link #passKnown} is to give for it; never changed any more
   */
  public void remember(int from, Object meaning) {
    blocks.learn(bytes, from, at, depth, meaning);
  }

  /** Makes sure that the text ends here; in an escaped text the string that it stands in. */
  public void finish() throws NotJson {
    boolean atEnd = isAtEnd();
    if (escaped ? atEnd || bytes[at] != '"' : !atEnd) {
      throw new NotJson();
    }
  }

  private void readString() throws NotJson {
    string.read(bytes, at, end, escaped);
    at = string.after;
  }

  /** The bytes of the whole text. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the text ends. */
  public int end() {
    return end;
  }

  /**
   * Passes the next value if it is a string of just so many lower-case hexadecimal digits, right
   * where the cursor stands.
   *
   * @param digits a multiple of eight
   * @return where the digits begin; below 0 where it is anything else, and then it is still next
   */
  public int passHex(int digits) {
    int from = at + (escaped ? 2 : 1);
    int quote = from + digits;
    int after = quote + (escaped ? 2 : 1);
    if (after > end || !isQuote(at) || !isQuote(quote)) {
      return -1;
    }
    for (int i = from; i < quote; i += 8) {
      long eight = Words.hex(Words.at(bytes, i));
      if (eight < 0) {
        return -1;
      }
      hexLow = hexLow << 32 | eight;
    }
    at = after;
    return from;
  }

  /** The last sixteen of the digits that were passed. */
  public long hexLow() {
    return hexLow;
  }

  private boolean isQuote(int place) {
    return escaped ? bytes[place] == '\\' && bytes[place + 1] == '"' : bytes[place] == '"';
  }

  /** Reads a string as bytes in UTF-8. */
  public byte[] utf8() throws NotJson {
    readString();
    return string.plain
        ? Arrays.copyOfRange(bytes, string.from, string.to)
        : CursorString.unescape(bytes, string.from, string.to).toByteArray();
  }

  private String ascii(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private String literal(String word) throws NotJson {
    for (int i = 0; i < word.length(); i++, at++) {
      if (at >= end || bytes[at] != word.charAt(i)) {
        throw new NotJson();
      }
    }
    return word;
  }

  private void expect(char c) throws NotJson {
    if (bytes[at] != c) {
      throw new NotJson();
    }
    at++;
  }

  /** The next byte that is not white space, where it then stands. */
  private int next() throws NotJson {
    while (at < end) {
      byte b = bytes[at];
      if (!isSpace(b)) {
        return b;
      }
      at++;
    }
    throw new NotJson();
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
