{{/* What follows from the numbers of nodes and pods; the reasons are in README.md. */}}
{{- define "heapster.resources" -}}
{{- if .Values.resources -}}
{{- toYaml .Values.resources }}
{{- else -}}
{{- $pods := mul .Values.nodes .Values.podsPerNode }}
{{- $memory := add 270 (div $pods 100) }}
{{- $cpu := add 100 (div $pods 300) }}
{{- if .Values.sinks }}
{{- $memory = add $memory 64 (div $pods 230) }}
{{- $cpu = add $cpu (div $pods 150) }}
{{- end -}}
requests:
  cpu: {{ $cpu }}m
  memory: {{ $memory }}Mi
limits:
  memory: {{ mul 2 $memory }}Mi
{{- end }}
{{- end }}
