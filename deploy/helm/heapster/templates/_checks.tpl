{{/* What the schema cannot say. Each message names the values and what to do. */}}
{{- define "heapster.checks" -}}
{{- $several := or .Values.highAvailability.enabled (gt (int .Values.replicas) 1) }}
{{- if and $several .Values.journal.enabled }}
{{- fail "journal.enabled: one data directory serves one daemon; set replicas to 1 and highAvailability.enabled to false, or have the sinks in a release of their own" }}
{{- end }}
{{- if and (not .Values.metricsApi.enabled) (not .Values.restApi.enabled) }}
{{- fail "metricsApi.enabled=false: the probes have no port to ask; set restApi.enabled to true, and networkPolicy.enabled to keep the REST API closed" }}
{{- end }}
{{- if and (eq .Values.tls.type "existingSecret") (not .Values.tls.existingSecret.name) }}
{{- fail "tls.existingSecret.name: name the Secret, or set tls.type to selfSigned, helm or cert-manager" }}
{{- end }}
{{- if and .Values.hostNetwork.enabled (eq (int .Values.containerPort) 10250) }}
{{- fail "containerPort: 10250 is the kubelet's on the machine's network; with hostNetwork.enabled choose another" }}
{{- end }}
{{- if eq (int .Values.containerPort) (int .Values.restApi.containerPort) }}
{{- fail (printf "containerPort and restApi.containerPort are both %v: give each its own" .Values.containerPort) }}
{{- end }}
{{- if .Values.historicalSource }}
{{- $texts := list }}
{{- range .Values.sinks }}
{{- $texts = append $texts (include "heapster.component" .) }}
{{- end }}
{{- if not (has .Values.historicalSource $texts) }}
{{- fail "historicalSource: give exactly the text of one of the sinks, one of kind influxdb" }}
{{- end }}
{{- end }}
{{- include "heapster.checkRestApi" . }}
{{- include "heapster.checkBudget" . }}
{{- include "heapster.checkMonitor" . }}
{{- include "heapster.checkVariables" . }}
{{- include "heapster.checkArguments" . }}
{{- end }}

{{/* What protects the REST API must not be left out silently. */}}
{{- define "heapster.checkRestApi" -}}
{{- with .Values.restApi.tls }}
{{- if and .clientCertificates (not .secretName) }}
{{- fail "restApi.tls.clientCertificates: without HTTPS nobody shows a certificate; name the Secret with tls.crt, tls.key and ca.crt in restApi.tls.secretName" }}
{{- end }}
{{- if and .allowedUsers (not (and .secretName .clientCertificates)) }}
{{- fail "restApi.tls.allowedUsers: users are known by their certificates only; set restApi.tls.secretName, and restApi.tls.clientCertificates to true" }}
{{- end }}
{{- end }}
{{- if and .Values.networkPolicy.restApiFrom (not .Values.networkPolicy.enabled) }}
{{- fail "networkPolicy.restApiFrom: there is no NetworkPolicy, so everybody is let in; set networkPolicy.enabled to true" }}
{{- end }}
{{- end }}

{{/* A budget that lets no pod go keeps nodes from being drained. */}}
{{- define "heapster.checkBudget" -}}
{{- $replicas := .Values.highAvailability.enabled | ternary (max 2 (int .Values.replicas)) (int .Values.replicas) }}
{{- $given := or .Values.podDisruptionBudget.enabled .Values.highAvailability.enabled }}
{{- with .Values.podDisruptionBudget }}
{{- $stay := not (kindIs "invalid" .minAvailable) }}
{{- $go := not (kindIs "invalid" .maxUnavailable) }}
{{- if and $given $stay $go }}
{{- fail "podDisruptionBudget: give minAvailable or maxUnavailable, and null for the other" }}
{{- end }}
{{- if and $given $stay (ge (include "heapster.pods" (list .minAvailable $replicas) | int) (int $replicas)) }}
{{- fail (printf "podDisruptionBudget.minAvailable: with replicas of %v, %v lets no pod go, and a node with it is never drained; set minAvailable to null and maxUnavailable to 1, or have more replicas" $replicas .minAvailable) }}
{{- end }}
{{- if and $given $go (eq (include "heapster.pods" (list .maxUnavailable $replicas) | int) 0) }}
{{- fail (printf "podDisruptionBudget.maxUnavailable: %v lets no pod go, and a node with one is never drained; give 1 or more" .maxUnavailable) }}
{{- end }}
{{- end }}
{{- end }}

{{/* A number of pods, or a share of them as a budget counts it: rounded up. */}}
{{- define "heapster.pods" -}}
{{- $given := index . 0 | toString }}
{{- if hasSuffix "%" $given -}}
{{- div (add (mul (trimSuffix "%" $given | int) (index . 1)) 99) 100 }}
{{- else -}}
{{- int $given }}
{{- end }}
{{- end }}

{{/* Prometheus must find what the ServiceMonitor names, and reach it. */}}
{{- define "heapster.checkMonitor" -}}
{{- if .Values.serviceMonitor.enabled }}
{{- $here := include "heapster.namespace" . }}
{{- $there := default $here .Values.serviceMonitor.namespace }}
{{- if and .Values.metricsApi.enabled (ne .Values.tls.type "selfSigned") (ne $here $there) (not .Values.serviceMonitor.tlsConfig) }}
{{- fail (printf "serviceMonitor.namespace: the authority is in Secret %s of namespace %s, and is looked up in %s; leave the namespace empty, or give serviceMonitor.tlsConfig, such as {insecureSkipVerify: true}" (include "heapster.tlsSecret" .) $here $there) }}
{{- end }}
{{- if not .Values.metricsApi.enabled }}
{{- if and .Values.restApi.tls.secretName (not .Values.serviceMonitor.tlsConfig) }}
{{- fail "serviceMonitor.tlsConfig: say how Prometheus verifies restApi.tls.secretName, such as {insecureSkipVerify: true}, and with restApi.tls.clientCertificates which certificate it shows" }}
{{- end }}
{{- if and .Values.networkPolicy.enabled (not .Values.networkPolicy.restApiFrom) }}
{{- fail "serviceMonitor.enabled: with metricsApi.enabled=false it is the REST port that is scraped, and the NetworkPolicy lets nobody in; list Prometheus' pods in networkPolicy.restApiFrom" }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* A variable that is not there would silently become nothing. */}}
{{- define "heapster.checkVariables" -}}
{{- if not .Values.extraEnvFrom }}
{{- $names := list "POD_NAMESPACE" }}
{{- range .Values.env }}
{{- $names = append $names .name }}
{{- end }}
{{- range .Values.sinks }}
{{- if kindIs "string" . }}
{{- range (regexFindAll "\\$(\\{[^}]*\\}|[A-Za-z_][A-Za-z0-9_]*)" . -1) }}
{{- $name := trimAll "${}" . }}
{{- if not (has $name $names) }}
{{- fail (printf "sinks: %s is not among env, and there is no extraEnvFrom" .) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "heapster.checkArguments" -}}
{{- $given := include "heapster.arguments" . | fromYamlArray }}
{{- $flags := list }}
{{- range $given }}
{{- $flags = append $flags (regexFind "^--[^=]+" .) }}
{{- end }}
{{- range .Values.extraArgs }}
{{- $flag := regexFind "^--[^=]+" . | replace "_" "-" }}
{{- if and (has $flag $flags) (ne $flag "--sink") }}
{{- fail (printf "extraArgs: %s is given by the chart already: use the value for it" $flag) }}
{{- end }}
{{- end }}
{{- end }}
