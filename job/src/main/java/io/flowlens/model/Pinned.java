package io.flowlens.model;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Element types of collections in POJO fields, which Flink cannot see and would otherwise hand to
 * Kryo.
 */
public final class Pinned {
  private Pinned() {}

  /** {@code List<String>}. */
  public static final class Strings extends TypeInfoFactory<List<String>> {
    @Override
    public TypeInformation<List<String>> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return Types.LIST(Types.STRING);
    }
  }

  /** {@code Map<String, String>}. */
  public static final class Dimensions extends TypeInfoFactory<Map<String, String>> {
    @Override
    public TypeInformation<Map<String, String>> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return Types.MAP(Types.STRING, Types.STRING);
    }
  }

  /** {@code List<Edge>}. */
  public static final class Edges extends TypeInfoFactory<List<Edge>> {
    @Override
    public TypeInformation<List<Edge>> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return Types.LIST(Types.POJO(Edge.class));
    }
  }

  /** {@code List<Measure>}. */
  public static final class Measures extends TypeInfoFactory<List<Measure>> {
    @Override
    public TypeInformation<List<Measure>> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return Types.LIST(Types.POJO(Measure.class));
    }
  }

  /** {@code List<EvidenceItem>}. */
  public static final class EvidenceItems extends TypeInfoFactory<List<EvidenceItem>> {
    @Override
    public TypeInformation<List<EvidenceItem>> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return Types.LIST(Types.POJO(EvidenceItem.class));
    }
  }

  /** {@code List<Recommendation>}. */
  public static final class Recommendations extends TypeInfoFactory<List<Recommendation>> {
    @Override
    public TypeInformation<List<Recommendation>> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return Types.LIST(Types.POJO(Recommendation.class));
    }
  }
}
