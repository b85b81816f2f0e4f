{{- define "carethread.name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels of one part: a dict of root and part. */}}
{{- define "carethread.selector" -}}
app.kubernetes.io/name: carethread
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end -}}

{{- define "carethread.labels" -}}
{{ include "carethread.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: carethread
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "carethread.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* The service that sends e-mail and shows calendars: it alone asks the others, on the operator's port, how much a user has to do. */}}
{{- define "carethread.mailing" -}}
assessment
{{- end -}}

{{/* Which pods are services: they alone reach the stores, and the front alone reaches them. */}}
{{- define "carethread.service-names" -}}
{{- /* generated: names of services (npm run generate) */ -}}
assessment care-plan risk review consent cpa-coordination
{{- /* end of generated */ -}}
{{- end -}}
