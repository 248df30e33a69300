package io.heapster.api.k8s.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heapster.api.http.QueryString;
import io.heapster.api.k8s.identity.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequestInfoParserTest {

  private static Attributes parse(String method, String uri) {
    int mark = uri.indexOf('?');
    String path = mark < 0 ? uri : uri.substring(0, mark);
    String query = mark < 0 ? "" : uri.substring(mark + 1);
    return RequestInfoParser.parse(method, ApiPath.parse(path), QueryString.parse(query))
        .attributes();
  }

  /** Columns as in the rules of RBAC; {@code -} for nothing. */
  @ParameterizedTest
  @CsvSource({
    "GET,/apis/metrics.k8s.io/v1beta1/nodes,list,metrics.k8s.io,nodes,-,-,-",
    "HEAD,/apis/metrics.k8s.io/v1beta1/nodes/,list,metrics.k8s.io,nodes,-,-,-",
    "GET,/apis/metrics.k8s.io/v1beta1/nodes/n1,get,metrics.k8s.io,nodes,-,-,n1",
    "GET,/apis/metrics.k8s.io/v1beta1/pods,list,metrics.k8s.io,pods,-,-,-",
    "GET,/apis/metrics.k8s.io/v1beta1/namespaces/a/pods,list,metrics.k8s.io,pods,-,a,-",
    "GET,/apis/metrics.k8s.io/v1beta1/namespaces/a/pods/p,get,metrics.k8s.io,pods,-,a,p",
    "GET,/apis/g/v1/namespaces/a/pods/*/rate,get,g,pods,rate,a,*",
    "GET,/apis/g/v1/namespaces/a/pods/%2A/rate/more,get,g,pods,rate,a,*",
    "GET,/apis/g/v1/nodes/n1/rate,get,g,nodes,rate,-,n1",
    "GET,/apis/g/v1/namespaces/a/metrics/rate,get,g,metrics,-,a,rate",
    "GET,/apis/g/v1/namespaces/*/metrics/rate,get,g,metrics,-,*,rate",
    "GET,/apis/g/v1/namespaces/a/queue_depth,list,g,queue_depth,-,a,-",
    "GET,/apis/g/v1/namespaces/a/status,get,g,namespaces,status,a,a",
    "GET,/apis/g/v1/namespaces/a/finalize,get,g,namespaces,finalize,a,a",
    "GET,/apis/g/v1/namespaces/a,get,g,namespaces,-,a,a",
    "GET,/apis/g/v1/namespaces,list,g,namespaces,-,-,-",
    "GET,/api/v1/namespaces/a/pods/p/log,get,'',pods,log,a,p",
    "GET,/apis/g/v1/nodes?watch=true,watch,g,nodes,-,-,-",
    "GET,/apis/g/v1/nodes?watch=1,watch,g,nodes,-,-,-",
    "GET,/apis/g/v1/nodes?watch,watch,g,nodes,-,-,-",
    "GET,/apis/g/v1/nodes?watch=false,list,g,nodes,-,-,-",
    "GET,/apis/g/v1/nodes?watch=0,list,g,nodes,-,-,-",
    "GET,/apis/g/v1/nodes/n?watch=1,get,g,nodes,-,-,n",
    "GET,/apis/g/v1/watch/nodes,watch,g,nodes,-,-,-",
    "GET,/apis/g/v1/proxy/nodes/n/x,proxy,g,nodes,-,-,n",
    "POST,/apis/g/v1/nodes,create,g,nodes,-,-,-",
    "PUT,/apis/g/v1/nodes/n,update,g,nodes,-,-,n",
    "PATCH,/apis/g/v1/nodes/n,patch,g,nodes,-,-,n",
    "DELETE,/apis/g/v1/nodes/n,delete,g,nodes,-,-,n",
    "DELETE,/apis/g/v1/nodes,deletecollection,g,nodes,-,-,-",
    "OPTIONS,/apis/g/v1/nodes,'',g,nodes,-,-,-",
    "GET,/apis/g/v1/nodes?fieldSelector=metadata.name%3Dn7,list,g,nodes,-,-,n7",
    "GET,/apis/g/v1/nodes?fieldSelector=metadata.name==n7,list,g,nodes,-,-,n7",
    "GET,/apis/g/v1/nodes?fieldSelector=a=b%2Cmetadata.name=n7,list,g,nodes,-,-,n7",
    "GET,/apis/g/v1/nodes?watch=1&fieldSelector=metadata.name=n7,watch,g,nodes,-,-,n7",
    "GET,/apis/g/v1/nodes?fieldSelector=metadata.name!=n7,list,g,nodes,-,-,-",
    "GET,/apis/g/v1/nodes?fieldSelector=metadata.name=..,list,g,nodes,-,-,-",
    "GET,/apis/g/v1/nodes?fieldSelector=metadata.name=a%2Fb,list,g,nodes,-,-,-"
  })
  void parse_resourcePath_givesTheAttributesOfKubernetes(
      String method,
      String uri,
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name) {
    Attributes.Resource asked = (Attributes.Resource) parse(method, uri);
    assertThat(asked.verb()).isEqualTo(verb);
    assertThat(asked.group()).isEqualTo(group);
    assertThat(asked.resource()).isEqualTo(resource);
    assertThat(asked.subresource()).isEqualTo(subresource.replace("-", ""));
    assertThat(asked.namespace()).isEqualTo(namespace.replace("-", ""));
    assertThat(asked.name()).isEqualTo(name.replace("-", ""));
  }

  @Test
  void parse_version_isTakenFromThePath() {
    Attributes.Resource asked = (Attributes.Resource) parse("GET", "/apis/g/v1beta2/nodes");
    assertThat(asked.version()).isEqualTo("v1beta2");
    assertThat(asked.path()).isEqualTo("/apis/g/v1beta2/nodes");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/,get",
    "GET,/apis,get",
    "GET,/apis/g,get",
    "GET,/apis/g/v1,get",
    "GET,/apis/g/v1/,get",
    "GET,/api,get",
    "GET,/api/v1,get",
    "HEAD,/metrics,head",
    "POST,/metrics,post",
    "GET,/openapi/v3/apis/g/v1,get",
    "GET,/healthz/ping/x/y,get"
  })
  void parse_otherPath_isAPathWithTheMethodAsVerb(String method, String path, String verb) {
    assertThat(parse(method, path)).isEqualTo(new Attributes.Path(verb, path));
  }

  @Test
  void parse_specialVerbWithoutResource_is400() {
    assertThatThrownBy(() -> parse("GET", "/apis/g/v1/watch"))
        .isInstanceOfSatisfying(
            StatusException.class, refused -> assertThat(refused.code()).isEqualTo(400));
  }
}
