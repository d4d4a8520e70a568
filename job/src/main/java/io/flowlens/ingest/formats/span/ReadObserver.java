package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.json.Cursor;

/** Is told what a reader has read, and where in the text. */
interface ReadObserver {
  /** Observes nothing. */
  ReadObserver NONE =
      new ReadObserver() {
        @Override
        public boolean isOn() {
          return false;
        }

        @Override
        public void field(String name, int from, Cursor cursor) {}

        @Override
        public void attribute(boolean isOfResource, String name, int from, Cursor cursor) {}

        @Override
        public void unusualOrder() {}
      };

  /** Whether it needs to see what was read before too, such as a resource that is known. */
  boolean isOn();

  /** A field of the span was read; its value began at {@code from} and ends at the cursor. */
  void field(String name, int from, Cursor cursor);

  /** An attribute was read; its value began at {@code from} and ends at the cursor. */
  void attribute(boolean isOfResource, String name, int from, Cursor cursor);

  /** The parts of this text come in an order that hardly ever comes. */
  void unusualOrder();
}
