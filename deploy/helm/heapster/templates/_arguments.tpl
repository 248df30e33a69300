{{/* The daemon's arguments, a YAML list. */}}
{{- define "heapster.arguments" -}}
- {{ printf "--source=%s" (include "heapster.component" .Values.source) | quote }}
{{- range .Values.sinks }}
- {{ printf "--sink=%s" (include "heapster.component" .) | quote }}
{{- end }}
{{- with .Values.historicalSource }}
- {{ printf "--historical-source=%s" . | quote }}
{{- end }}
- --metric-resolution={{ .Values.metricResolution }}
{{- if ne .Values.compat "none" }}
- --compat={{ .Values.compat }}
{{- end }}
{{- if .Values.metricsApi.enabled }}
- --secure-port={{ .Values.containerPort }}
- --metrics-api-resolution={{ .Values.metricsApi.resolution }}
{{- if eq .Values.tls.type "selfSigned" }}
- --cert-dir=/tmp/certificates
{{- else }}
- --tls-cert-file=/etc/heapster/tls/tls.crt
- --tls-private-key-file=/etc/heapster/tls/tls.key
{{- end }}
{{- else }}
- --secure-port=0
{{- end }}
- --heapster-port={{ .Values.restApi.containerPort }}
{{- if .Values.restApi.enabled }}
{{- with .Values.restApi.tls }}
{{- if .secretName }}
- --tls-cert=/etc/heapster/rest-tls/tls.crt
- --tls-key=/etc/heapster/rest-tls/tls.key
{{- if .clientCertificates }}
- --tls-client-ca=/etc/heapster/rest-tls/ca.crt
{{- end }}
{{- with .allowedUsers }}
- {{ printf "--allowed-users=%s" (join "," .) | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- else }}
- --listen-ip=127.0.0.1
{{- end }}
{{- if .Values.journal.enabled }}
- --data-dir=/var/lib/heapster
- --journal-max-size={{ .Values.journal.maxSize }}
- --journal-fsync={{ .Values.journal.fsync }}
{{- end }}
- --log-level={{ .Values.log.level }}
- --log-format={{ .Values.log.format }}
{{- if .Values.config }}
- --config=/etc/heapster/config/heapster.yaml
{{- end }}
{{- end }}
