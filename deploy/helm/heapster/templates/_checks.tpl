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
{{- $budget := or .Values.podDisruptionBudget.enabled .Values.highAvailability.enabled }}
{{- if and $budget (not (kindIs "invalid" .Values.podDisruptionBudget.minAvailable)) (not (kindIs "invalid" .Values.podDisruptionBudget.maxUnavailable)) }}
{{- fail "podDisruptionBudget: give minAvailable or maxUnavailable, and null for the other" }}
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
{{- include "heapster.checkVariables" . }}
{{- include "heapster.checkArguments" . }}
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
