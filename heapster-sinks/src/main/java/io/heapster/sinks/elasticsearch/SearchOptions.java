package io.heapster.sinks.elasticsearch;

import io.heapster.core.config.Options;
import io.heapster.core.config.Secret;
import io.heapster.sinks.elasticsearch.SearchConfig.Credentials;
import io.heapster.sinks.elasticsearch.SearchConfig.TemplateSettings;
import io.heapster.sinks.elasticsearch.SearchConfig.TlsTrust;
import io.heapster.sinks.elasticsearch.document.Destination;
import io.heapster.sinks.elasticsearch.document.DocumentForm;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@link SearchConfig} out of a sink's options. */
final class SearchOptions {
  private static final int DEFAULT_BULK_WORKERS = 2;
  private static final int MOST_BULK_WORKERS = 16;
  private static final int MOST_SHARDS = 1024;
  private static final String NODE_RULE = "expected http(s)://host[:port]";
  private static final Set<String> MODES = Set.of("index", "datastream");

  /** What both servers allow, less what would have to be escaped in a request. */
  private static final Pattern INDEX = Pattern.compile("[a-z0-9][a-z0-9._-]{0,199}");

  private static final List<String> AWS_VARIABLES =
      List.of("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY");

  private final Options options;

  SearchOptions(Options options) {
    this.options = options;
  }

  SearchConfig read(String base, UnaryOperator<String> environment) {
    withoutEffect(environment);
    return new SearchConfig(
        nodes(base),
        credentials(),
        trust(),
        destination(),
        form(),
        options.text("cluster_name").orElse("default"),
        (int) options.number("bulkWorkers", DEFAULT_BULK_WORKERS, 1, MOST_BULK_WORKERS),
        options.text("pipeline").orElse(""),
        templates());
  }

  private void withoutEffect(UnaryOperator<String> environment) {
    if (options.flag("sniff", false)) {
      options.warning("option sniff is ignored: requests go to the nodes given, no others");
    }
    if (options.flag("healthCheck", false)) {
      options.warning(
          "option healthCheck is ignored: a node that fails is left out until it answers again");
    }
    options.ignored("startupHealthcheckTimeout", "the start never waits for the server");
    options.ignored("maxRetries", "what fails is sent again until it is taken or given up");
    options.ignored("ver", "any server from Elasticsearch 7.8 or OpenSearch 1.0 on will do");
    for (String variable : AWS_VARIABLES) {
      if (environment.apply(variable) != null) {
        options.warning(
            variable + " is set, but requests are not signed for AWS: put a signing proxy between");
        return;
      }
    }
  }

  private List<URI> nodes(String base) {
    List<String> given = options.texts("nodes");
    if (given.isEmpty() && base.isEmpty()) {
      options.problem("nodes", "", "no node to connect to, " + NODE_RULE);
      return List.of();
    }
    var nodes = new ArrayList<URI>();
    for (String text : given.isEmpty() ? List.of(base) : given) {
      node(text).ifPresent(nodes::add);
    }
    for (URI node : nodes) {
      if (!node.getPath().equals(nodes.getFirst().getPath())) {
        options.problem("nodes", node.toString(), "expected the same path for all nodes");
      }
    }
    return nodes;
  }

  private Optional<URI> node(String text) {
    try {
      var uri = new URI(text);
      if (uri.getUserInfo() != null) {
        // The value is left out: it holds a password.
        options.problem("nodes", "...@" + uri.getHost(), "expected esUserName and esUserSecret");
        return Optional.empty();
      }
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Told below, like what is no address of a server.
    }
    options.problem("nodes", text, NODE_RULE);
    return Optional.empty();
  }

  private @Nullable Credentials credentials() {
    Optional<String> user = options.text("esUserName");
    Optional<Secret> password = options.secret("esUserSecret");
    if (user.isPresent() && password.isPresent()) {
      return new Credentials(user.get(), password.get());
    }
    if (user.isPresent()) {
      options.problem("esUserName", user.get(), "given without esUserSecret or esUserSecretFile");
    } else if (password.isPresent()) {
      options.problem("esUserSecret", password.get().toString(), "given without esUserName");
    }
    return null;
  }

  private TlsTrust trust() {
    boolean insecure = options.flag("insecuressl", false);
    Optional<Path> file = options.text("cacert").map(Path::of);
    file.filter(path -> !Files.isReadable(path))
        .ifPresent(path ->
            options.problem("cacert", path.toString(), "no such file, or it cannot be read"));
    if (insecure && file.isPresent()) {
      options.problem("cacert", file.get().toString(), "given beside insecuressl");
    }
    return new TlsTrust(file.orElse(null), insecure);
  }

  private Destination destination() {
    String index = options.text("index").orElse("heapster");
    if (!INDEX.matcher(index).matches()) {
      options.problem(
          "index", index, "expected lower case letters, digits, . _ and -, 200 at most");
    }
    String mode = options.text("mode").orElse("index");
    if (!MODES.contains(mode)) {
      options.problem("mode", mode, "expected index or datastream");
    }
    return mode.equals("datastream")
        ? new Destination.DataStream(index)
        : new Destination.DailyIndex(index);
  }

  private DocumentForm form() {
    String rows = options.text("rows").orElse("families");
    return switch (rows) {
      case "families" -> DocumentForm.FAMILIES;
      case "wide" -> DocumentForm.WIDE;
      default -> {
        options.problem("rows", rows, "expected families or wide");
        yield DocumentForm.FAMILIES;
      }
    };
  }

  private @Nullable TemplateSettings templates() {
    Integer shards = count("shards", 1);
    Integer replicas = count("replicas", 0);
    if (options.flag("createtemplates", true)) {
      return new TemplateSettings(shards, replicas);
    }
    if (shards != null || replicas != null) {
      options.warning(
          "options shards and replicas are ignored: they go into the template,"
              + " which createtemplates=false leaves out");
    }
    return null;
  }

  private @Nullable Integer count(String name, int least) {
    return options.isGiven(name)
        ? Integer.valueOf((int) options.number(name, least, least, MOST_SHARDS))
        : null;
  }
}
