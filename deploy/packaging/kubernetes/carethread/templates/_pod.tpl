{{/* What no container of Carethread may do. */}}
{{- define "carethread.pod-security" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "carethread.container-security" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: { drop: [ALL] }
{{- end -}}

{{- define "carethread.tokens" -}}
- { name: CARETHREAD_MODE, value: {{ .Values.mode | quote }} }
- { name: CARETHREAD_JWKS, value: {{ .Values.tokens.jwks | quote }} }
- { name: CARETHREAD_ISSUER, value: {{ .Values.tokens.issuer | quote }} }
- { name: CARETHREAD_AUDIENCE, value: {{ .Values.tokens.audience | quote }} }
{{- with .Values.openDemo }}
- { name: CARETHREAD_OPEN_DEMO, value: {{ . | quote }} }
{{- end }}
{{- end -}}

{{- define "carethread.listening" -}}
- { name: CARETHREAD_HOST, value: '0.0.0.0' }
- { name: CARETHREAD_PORT, value: '3000' }
# Figures and details of health, for whom the network policies let through; what the operator's tool asks needs its key besides.
- { name: CARETHREAD_OPERATOR_HOST, value: '0.0.0.0' }
- { name: CARETHREAD_OPERATOR_PORT, value: '9464' }
{{- with .Values.publicUrl }}
- { name: CARETHREAD_PUBLIC_URL, value: {{ . | quote }} }
{{- end }}
{{- if .Values.collector.enabled }}
- { name: CARETHREAD_OTLP, value: 'http://{{ include "carethread.name" . }}-collector:4318' }
- { name: CARETHREAD_TRACE_RATIO, value: {{ .Values.collector.traceRatio | quote }} }
{{- end }}
{{- end -}}

{{- define "carethread.probes" -}}
startupProbe:
  httpGet: { path: /health/live, port: http }
  periodSeconds: 2
  failureThreshold: 90
livenessProbe:
  httpGet: { path: /health/live, port: http }
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
readinessProbe:
  httpGet: { path: /health/ready, port: http }
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
{{- end -}}

{{/* Where copies of a part go: a dict of root and part. */}}
{{- define "carethread.spread" -}}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "carethread.selector" $ | nindent 8 }}
  {{- end }}
{{- end -}}

{{/* The same for every pod: a dict of root and account. */}}
{{- define "carethread.pod" -}}
serviceAccountName: {{ .account }}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext: {{- include "carethread.pod-security" .root | nindent 2 }}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "carethread.disruption" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "carethread.name" .root }}-{{ .part }}
  labels: {{- include "carethread.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels: {{- include "carethread.selector" . | nindent 6 }}
{{- end -}}

{{- define "carethread.endpoint" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "carethread.name" .root }}-{{ .part }}
  labels: {{- include "carethread.labels" . | nindent 4 }}
spec:
  type: ClusterIP
  selector: {{- include "carethread.selector" . | nindent 4 }}
  ports:
    - { name: {{ .port | default "http" }}, port: {{ .number | default 3000 }}, targetPort: {{ .port | default "http" }}, protocol: TCP }
    {{- if .operated }}
    - { name: operator, port: 9464, targetPort: operator, protocol: TCP }
    {{- end }}
{{- end -}}
