package io.heapster.sources.simulated.apiserver;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** An object of the API at a second. */
sealed interface ApiObject permits NodeObject, PodObject, NamespaceObject, ConfigMapObject {

  /** Empty where the kind has none. */
  String namespace();

  String name();

  Map<String, String> labels();

  /** Fields that lists can be selected by besides the labels. */
  Map<String, String> fields();

  /** When it changed last, in epoch seconds. */
  long changed();

  /** Writes the whole object. */
  void write(JsonGenerator json, long revision) throws IOException;
}
