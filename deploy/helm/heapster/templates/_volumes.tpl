{{- define "heapster.mounts" -}}
- name: tmp
  mountPath: /tmp
{{- if and .Values.metricsApi.enabled (ne .Values.tls.type "selfSigned") }}
- name: tls
  mountPath: /etc/heapster/tls
  readOnly: true
{{- end }}
{{- if and .Values.restApi.enabled .Values.restApi.tls.secretName }}
- name: rest-tls
  mountPath: /etc/heapster/rest-tls
  readOnly: true
{{- end }}
{{- if .Values.config }}
- name: config
  mountPath: /etc/heapster/config
  readOnly: true
{{- end }}
{{- range $index, $name := .Values.secretFiles }}
- name: secret-{{ $index }}
  mountPath: /etc/heapster/secrets/{{ $name }}
  readOnly: true
{{- end }}
{{- if .Values.journal.enabled }}
- name: journal
  mountPath: /var/lib/heapster
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "heapster.volumes" -}}
- name: tmp
  {{- toYaml .Values.tmpVolume | nindent 2 }}
{{- if and .Values.metricsApi.enabled (ne .Values.tls.type "selfSigned") }}
- name: tls
  secret:
    secretName: {{ include "heapster.tlsSecret" . }}
{{- end }}
{{- if and .Values.restApi.enabled .Values.restApi.tls.secretName }}
- name: rest-tls
  secret:
    secretName: {{ .Values.restApi.tls.secretName }}
{{- end }}
{{- if .Values.config }}
- name: config
  configMap:
    name: {{ include "heapster.fullname" . }}-config
{{- end }}
{{- range $index, $name := .Values.secretFiles }}
- name: secret-{{ $index }}
  secret:
    secretName: {{ $name }}
{{- end }}
{{- if .Values.journal.enabled }}
- name: journal
  persistentVolumeClaim:
    claimName: {{ default (printf "%s-journal" (include "heapster.fullname" .)) .Values.journal.existingClaim }}
{{- end }}
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}
