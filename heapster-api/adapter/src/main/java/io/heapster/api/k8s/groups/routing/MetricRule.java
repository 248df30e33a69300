package io.heapster.api.k8s.groups.routing;

import io.heapster.api.provider.CustomMetricInfo;
import io.heapster.api.provider.ExternalMetricInfo;
import io.heapster.api.provider.GroupResource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which metrics a provider answers for. Conditions that are not set hold for everything. Immutable.
 */
public final class MetricRule {
  /** Holds for every metric. */
  public static final MetricRule EVERYTHING = new MetricRule(null, null, null, false);

  private final @Nullable Pattern metric;
  private final @Nullable GroupResource resource;
  private final @Nullable String group;
  private final boolean listed;

  private MetricRule(
      @Nullable Pattern metric,
      @Nullable GroupResource resource,
      @Nullable String group,
      boolean listed) {
    this.metric = metric;
    this.resource = resource;
    this.group = group;
    this.listed = listed;
  }

  /**
   * Metrics that the provider lists at the moment; all others go to the next rule. A provider that
   * answers for more than it lists is not asked for that.
   */
  public static MetricRule ofListed() {
    return EVERYTHING.andListed();
  }

  /**
   * Metrics whose whole name fits a pattern.
   *
   * @throws java.util.regex.PatternSyntaxException when it is none
   */
  public static MetricRule named(String pattern) {
    return EVERYTHING.andNamed(pattern);
  }

  /** Metrics of one kind of objects; no external ones. */
  public static MetricRule of(GroupResource resource) {
    return EVERYTHING.andOf(resource);
  }

  /** Metrics of the kinds of one API group, empty for the core group; no external ones. */
  public static MetricRule ofGroup(String group) {
    return EVERYTHING.andOfGroup(group);
  }

  /** This rule, for metrics whose whole name fits a pattern. */
  public MetricRule andNamed(String pattern) {
    return new MetricRule(Pattern.compile(pattern), resource, group, listed);
  }

  /** This rule, for one kind of objects. */
  public MetricRule andOf(GroupResource onlyResource) {
    return new MetricRule(metric, onlyResource, group, listed);
  }

  /** This rule, for the kinds of one API group. */
  public MetricRule andOfGroup(String onlyGroup) {
    return new MetricRule(metric, resource, onlyGroup, listed);
  }

  /** This rule, for metrics that the provider lists. */
  public MetricRule andListed() {
    return new MetricRule(metric, resource, group, true);
  }

  /**
   * @param list of the provider, asked only where the rule depends on it
   */
  boolean matches(CustomMetricInfo info, Supplier<? extends Collection<CustomMetricInfo>> list) {
    return matches(info) && (!listed || list.get().contains(info));
  }

  /**
   * @param list of the provider, asked only where the rule depends on it
   */
  boolean matches(
      ExternalMetricInfo info, Supplier<? extends Collection<ExternalMetricInfo>> list) {
    return matches(info) && (!listed || list.get().contains(info));
  }

  private boolean matches(CustomMetricInfo info) {
    return Optional.ofNullable(resource).map(info.resource()::equals).orElse(true)
        && Optional.ofNullable(group).map(info.resource().group()::equals).orElse(true)
        && matchesName(info.metric());
  }

  private boolean matches(ExternalMetricInfo info) {
    return resource == null && group == null && matchesName(info.metric());
  }

  private boolean matchesName(String name) {
    return metric == null || metric.matcher(name).matches();
  }
}
