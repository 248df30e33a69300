{{- define "heapster.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" }}
{{- end }}

{{- define "heapster.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" }}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- (contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name)) | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "heapster.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride }}
{{- end }}

{{/* Names of objects without a namespace: two releases of one name in two namespaces must not share them. */}}
{{- define "heapster.clusterName" -}}
{{- $namespace := include "heapster.namespace" . }}
{{- if eq $namespace "kube-system" -}}
{{ include "heapster.fullname" . }}
{{- else -}}
{{ $namespace }}:{{ include "heapster.fullname" . }}
{{- end }}
{{- end }}

{{- define "heapster.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "heapster.fullname" .) .Values.serviceAccount.name }}
{{- else -}}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "heapster.service" -}}
{{ include "heapster.fullname" . }}-metrics
{{- end }}

{{/* The component keeps other programs of the project, beside this one under the same name, out of its Services. */}}
{{- define "heapster.selector" -}}
app.kubernetes.io/name: {{ include "heapster.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: metrics
{{- end }}

{{- define "heapster.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "heapster.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* name, and what every object without a namespace of its own begins with */}}
{{- define "heapster.metadata" -}}
name: {{ .name }}
{{- with .namespace }}
namespace: {{ . }}
{{- end }}
labels:
  {{- include "heapster.labels" .root | nindent 2 }}
  {{- with .labels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- with .annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "heapster.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end }}
{{- end }}

{{/* A source or sink as the flag's text. Options of a mapping are literal, so they are escaped. */}}
{{- define "heapster.component" -}}
{{- if kindIs "string" . -}}
{{ . }}
{{- else -}}
{{- $query := list }}
{{- range $name, $value := .options }}
{{- range (kindIs "slice" $value | ternary $value (list $value)) }}
{{- /* a large number would be written with an exponent */}}
{{- $text := kindIs "float64" . | ternary (. | toJson) (. | toString) }}
{{- $query = append $query (printf "%s=%s" (urlquery $name) (urlquery $text | replace "%2F" "/" | replace "%3A" ":")) }}
{{- end }}
{{- end }}
{{- .kind }}
{{- if or .uri $query }}:{{ .uri }}{{ end }}
{{- if $query }}?{{ join "&" $query }}{{ end }}
{{- end }}
{{- end }}

{{- define "heapster.tlsSecret" -}}
{{- if eq .Values.tls.type "existingSecret" -}}
{{ .Values.tls.existingSecret.name }}
{{- else -}}
{{ include "heapster.fullname" . }}-tls
{{- end }}
{{- end }}

{{- define "heapster.dnsNames" -}}
{{- $host := printf "%s.%s" (include "heapster.service" .) (include "heapster.namespace" .) -}}
{{- toJson (list (printf "%s.svc" $host) (printf "%s.svc.%s" $host .Values.tls.clusterDomain) $host) }}
{{- end }}

{{/* One probe: the action follows the port that is there, unless it is given. */}}
{{- define "heapster.probe" -}}
{{- $probe := deepCopy .probe }}
{{- if not (or $probe.httpGet $probe.exec $probe.tcpSocket $probe.grpc) }}
{{- $get := dict "path" .path "port" "https" "scheme" "HTTPS" }}
{{- if not .root.Values.metricsApi.enabled }}
{{- $get = dict "path" .path "port" "http" "scheme" (empty .root.Values.restApi.tls.secretName | ternary "HTTP" "HTTPS") }}
{{- end }}
{{- $probe = set $probe "httpGet" $get }}
{{- end }}
{{- toYaml $probe }}
{{- end }}
