{{/*
The Secret of tls.type helm, as YAML with ca.crt, tls.crt and tls.key. Made once per rendering and remembered in
.Values, because the APIServices must carry the authority of the very certificate that is served.
*/}}
{{- define "heapster.madeCertificate" -}}
{{- if not (hasKey .Values.tls.helm "made") }}
{{- $old := dict }}
{{- if .Values.tls.helm.lookup }}
{{- $old = default (dict) (lookup "v1" "Secret" (include "heapster.namespace" .) (include "heapster.tlsSecret" .)) }}
{{- end }}
{{- $renewAt := dig "metadata" "annotations" "heapster.io/renew-at" "0" $old | int64 }}
{{- if gt $renewAt (now | unixEpoch | int64) }}
{{- $_ := set .Values.tls.helm "made" (dict "ca" (index $old.data "ca.crt") "crt" (index $old.data "tls.crt") "key" (index $old.data "tls.key") "renewAt" $renewAt) }}
{{- else }}
{{- $days := int .Values.tls.helm.certDurationDays }}
{{- $names := include "heapster.dnsNames" . | fromJsonArray }}
{{- $ca := genCA (printf "%s-ca" (include "heapster.service" .)) $days }}
{{- $cert := genSignedCert (first $names) (list) $names $days $ca }}
{{- /* The pod gets the new Secret a minute later or so: until then, the authority of before is believed, too. */}}
{{- $before := regexFind "(?s)-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----" (dig "data" "ca.crt" "" $old | b64dec) }}
{{- $renewAt = add (now | unixEpoch | int64) (mul $days 57600) }}
{{- $_ := set .Values.tls.helm "made" (dict "ca" (printf "%s%s" $ca.Cert $before | b64enc) "crt" ($cert.Cert | b64enc) "key" ($cert.Key | b64enc) "renewAt" $renewAt) }}
{{- end }}
{{- end }}
{{- toYaml .Values.tls.helm.made }}
{{- end }}

{{/* How kube-apiserver verifies the daemon: lines of an APIService's spec. */}}
{{- define "heapster.trust" -}}
{{- $given := .Values.apiService.caBundle }}
{{- if .Values.apiService.insecureSkipTLSVerify -}}
insecureSkipTLSVerify: true
{{- else if $given -}}
caBundle: {{ $given | b64enc }}
{{- else if eq .Values.tls.type "helm" -}}
caBundle: {{ (include "heapster.madeCertificate" . | fromYaml).ca }}
{{- else if eq .Values.tls.type "existingSecret" -}}
{{- $secret := lookup "v1" "Secret" (include "heapster.namespace" .) .Values.tls.existingSecret.name }}
{{- $ca := dig "data" "ca.crt" "" (default (dict) $secret) }}
{{- if not $ca }}
{{- fail (printf "tls.existingSecret.name: no ca.crt of Secret %s/%s can be read: put its authority's PEM into apiService.caBundle, or set apiService.insecureSkipTLSVerify" (include "heapster.namespace" .) .Values.tls.existingSecret.name) }}
{{- end -}}
caBundle: {{ $ca }}
{{- else if eq .Values.tls.type "selfSigned" -}}
insecureSkipTLSVerify: true
{{- end }}
{{- end }}
