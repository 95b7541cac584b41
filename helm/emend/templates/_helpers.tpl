{{/* Base of all names: at most 40 characters, so that derived names stay below 63. */}}
{{- define "emend.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name -}}
{{- $full := .Values.fullnameOverride | default (ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name)) -}}
{{- if le (len $full) 40 -}}
{{- $full -}}
{{- else -}}
{{- printf "%s-%s" ($full | trunc 33 | trimSuffix "-") ($full | sha256sum | trunc 6) -}}
{{- end -}}
{{- end -}}

{{/* Selector labels, which never change: (dict "root" . "component" "inference"). */}}
{{- define "emend.selectorLabels" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Labels of an object: (dict "root" . "component" "inference"). */}}
{{- define "emend.labels" -}}
{{ include "emend.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
app.kubernetes.io/part-of: emend
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* The application's image; takes the root context. */}}
{{- define "emend.image" -}}
{{- $image := .Values.image -}}
{{- include "emend.imageOf" (dict "repository" $image.repository "tag" ($image.tag | default .Chart.AppVersion) "digest" $image.digest) -}}
{{- end -}}

{{/* An image: (dict "repository" r "tag" t "digest" ""). */}}
{{- define "emend.imageOf" -}}
{{- printf "%s:%s%s" .repository .tag (ternary (printf "@%s" .digest) "" (ne .digest "")) -}}
{{- end -}}

{{/* (dict "root" . "component" "inference"). */}}
{{- define "emend.serviceAccountName" -}}
{{- printf "%s-%s" (include "emend.fullname" .root) .component -}}
{{- end -}}

{{/* Autoscaler of a function: (dict "root" . "function" "inference"). */}}
{{- define "emend.scaler" -}}
{{- (index .root.Values .function).autoscaler | default .root.Values.autoscaler -}}
{{- end -}}

{{/* The enabled functions with a model, as JSON. */}}
{{- define "emend.functions" -}}
{{- $functions := list -}}
{{- range list "inference" "correction" -}}
{{- if (index $.Values .).enabled -}}
{{- $functions = append $functions . -}}
{{- end -}}
{{- end -}}
{{- $functions | toJson -}}
{{- end -}}

{{/* Seconds from SIGTERM until load balancers have removed the pod. */}}
{{- define "emend.drainDelaySeconds" -}}5{{- end -}}

{{/* Cache size of a pod: models and sources, or only sources without a model. */}}
{{- define "emend.cacheSize" -}}
{{- ternary "1Gi" .root.Values.cache.size (and (eq .component "admin") (not (include "emend.adminModel" .root))) -}}
{{- end -}}

{{/* Seconds of the longest response: two turns of a correction, and its delivery. */}}
{{- define "emend.answerSeconds" -}}
{{- add (mul 2 .Values.engine.deadlineSeconds) 2 -}}
{{- end -}}

{{/* Seconds from SIGTERM to SIGKILL: the delay, the longest response, and process exit. */}}
{{- define "emend.graceSeconds" -}}
{{- add (include "emend.drainDelaySeconds" .) (include "emend.answerSeconds" .) 15 -}}
{{- end -}}

{{/* Port of a URL. */}}
{{- define "emend.port" -}}
{{- $url := urlParse . -}}
{{- regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) | default (ternary "443" "80" (eq $url.scheme "https")) -}}
{{- end -}}

{{- define "emend.s3.endpoint" -}}
{{- if .Values.trialStore.enabled -}}
{{- include "emend.store.endpoint" . -}}
{{- else -}}
{{- .Values.s3.endpoint -}}
{{- end -}}
{{- end -}}

{{- define "emend.s3.bucket" -}}
{{- if .Values.trialStore.enabled -}}
{{- include "emend.store.bucket" . -}}
{{- else -}}
{{- .Values.s3.bucket -}}
{{- end -}}
{{- end -}}

{{/* Empty if pods have their own identity. */}}
{{- define "emend.s3.secretName" -}}
{{- if .Values.trialStore.enabled -}}
{{- include "emend.store.secretName" . -}}
{{- else -}}
{{- .Values.s3.existingSecret -}}
{{- end -}}
{{- end -}}
