package io.flowlens;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flowlens.config.ConfigurationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * A file of property groups in the JSON form of Managed Flink: {@code [{"PropertyGroupId": "Flow",
 * "PropertyMap": {"lateness": "2 min"}}]}. It may be a path, or an address of any file system that
 * the Flink it runs on knows, such as {@code s3://bucket/key}.
 *
 * <p>No message repeats what stands in the file, because values may be secrets.
 */
public final class PropertiesFile {
  private static final String ID = "PropertyGroupId";
  private static final String MAP = "PropertyMap";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String name;

  private PropertiesFile(String name) {
    this.name = name;
  }

  /**
   * The groups by name.
   *
   * @throws ConfigurationException if there is no such file, or it is not in that form
   */
  public static Map<String, Properties> read(String file) throws ConfigurationException {
    return new PropertiesFile(file).groups();
  }

  private Map<String, Properties> groups() throws ConfigurationException {
    try (InputStream in = open();
        JsonParser parser = JSON.createParser(in)) {
      JsonNode all = JSON.readTree(parser);
      if (all == null || !all.isArray()) {
        throw fault("must hold a list of property groups");
      }
      Map<String, Properties> groups = new TreeMap<>();
      for (JsonNode group : all) {
        add(group, groups);
      }
      return groups;
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : ", line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw fault("is not JSON" + where);
    } catch (IOException e) {
      throw fault("cannot be read: " + e);
    }
  }

  private InputStream open() throws ConfigurationException, IOException {
    try {
      // A plain path is always one of this machine, whatever file system the cluster uses by
      // default.
      Path path =
          name.contains(":/") ? new Path(name) : new Path(java.nio.file.Path.of(name).toUri());
      FileSystem files = path.getFileSystem();
      if (files.getFileStatus(path).isDir()) {
        throw fault("is a folder, not a file");
      }
      return files.open(path);
    } catch (FileNotFoundException e) {
      throw fault("does not exist on the machine where the job is started");
    } catch (UnsupportedFileSystemSchemeException e) {
      String scheme = URI.create(name).getScheme();
      throw fault(
          "cannot be read: this Flink has no file system for "
              + scheme
              + "://. Add its plugin to the cluster, or give a file of the machine where the job is"
              + " started");
    } catch (IllegalArgumentException e) {
      throw fault("is no path");
    }
  }

  private void add(JsonNode group, Map<String, Properties> groups) throws ConfigurationException {
    JsonNode id = group.path(ID);
    JsonNode map = group.path(MAP);
    if (!id.isTextual() || !map.isObject()) {
      throw fault("must give each group a text " + ID + " and an object " + MAP);
    }
    Properties properties = new Properties();
    for (Iterator<Map.Entry<String, JsonNode>> each = map.fields(); each.hasNext(); ) {
      Map.Entry<String, JsonNode> property = each.next();
      if (!property.getValue().isValueNode() || property.getValue().isNull()) {
        throw fault("must give " + id.textValue() + " " + property.getKey() + " as text");
      }
      properties.setProperty(property.getKey(), property.getValue().asText());
    }
    if (groups.put(id.textValue(), properties) != null) {
      throw fault("holds the group " + id.textValue() + " twice");
    }
  }

  private ConfigurationException fault(String what) {
    return new ConfigurationException(List.of("The properties file " + name + " " + what));
  }
}
