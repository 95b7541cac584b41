{{/* Name of the trial store's objects; takes the root context. */}}
{{- define "emend.store.name" -}}
{{- printf "%s-store" (include "emend.fullname" .) -}}
{{- end -}}

{{/* Its URL for the functions. */}}
{{- define "emend.store.endpoint" -}}
{{- printf "http://%s.%s.svc:7070" (include "emend.store.name" .) .Release.Namespace -}}
{{- end -}}

{{/* The bucket that it creates. */}}
{{- define "emend.store.bucket" -}}
{{- .Values.s3.bucket | default "emend" -}}
{{- end -}}

{{/* The Secret with its keys, under the names s3.accessKeyKey and s3.secretKeyKey. */}}
{{- define "emend.store.secretName" -}}
{{- .Values.s3.existingSecret | default (include "emend.store.name" .) -}}
{{- end -}}

{{/* Common settings of its containers. Without a claim, data counts as the pod's ephemeral storage. */}}
{{- define "emend.store.container" -}}
{{- $store := .Values.trialStore -}}
{{- $limits := $store.resources.limits -}}
{{- if not $store.persistent -}}
{{- $limits = merge (dict "ephemeral-storage" $store.size) $limits -}}
{{- end -}}
imagePullPolicy: IfNotPresent
resources:
  requests:
    {{- toYaml $store.resources.requests | nindent 4 }}
  limits:
    {{- toYaml $limits | nindent 4 }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
volumeMounts:
  - name: data
    mountPath: /data
{{- end -}}
