package io.flowlens.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** What a class logs while this is open. */
public final class CapturedLog implements AutoCloseable {
  private final Logger logger;
  private final Level before;
  private final Lines lines = new Lines();

  /** Begins with what this class logs from now on. */
  public CapturedLog(Class<?> of) {
    logger = (Logger) LogManager.getLogger(of);
    before = logger.getLevel();
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
  }

  /** Each as level and message, with the stack of what was thrown. */
  public List<String> lines() {
    return lines.text;
  }

  @Override
  public void close() {
    logger.removeAppender(lines);
    logger.setLevel(before);
  }

  private static final class Lines extends AbstractAppender {
    private final List<String> text = new CopyOnWriteArrayList<>();

    Lines() {
      super("captured", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      StringWriter line = new StringWriter();
      line.append(event.getLevel() + " " + event.getMessage().getFormattedMessage());
      if (event.getThrown() != null) {
        line.append('\n');
        event.getThrown().printStackTrace(new PrintWriter(line, true));
      }
      text.add(line.toString());
    }
  }
}
