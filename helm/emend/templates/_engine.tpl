{{/* Concurrent requests of a pod. */}}
{{- define "emend.concurrency" -}}
{{- $engine := .Values.engine -}}
{{- if eq $engine.kind "embedded" -}}
{{- mul $engine.copies $engine.batch -}}
{{- else -}}
{{- int64 (index $engine $engine.kind).concurrency -}}
{{- end -}}
{{- end -}}

{{/* "true" if the admin function answers questions itself: to ask another server takes no resources. */}}
{{- define "emend.adminEngine" -}}
{{- if or .Values.admin.engine (eq .Values.engine.kind "external") -}}true{{- end -}}
{{- end -}}

{{/* "true" if the admin function's pod takes what a pod with a model takes. */}}
{{- define "emend.adminModel" -}}
{{- if and .Values.admin.engine (ne .Values.engine.kind "external") -}}true{{- end -}}
{{- end -}}

{{/* "true" for a pod with vLLM in it: (dict "root" . "component" "job" "asking" true), where asking is set for
Jobs that ask the model. */}}
{{- define "emend.hasVllm" -}}
{{- $asking := has .component (list "inference" "correction") -}}
{{- if eq .component "admin" -}}
{{- $asking = include "emend.adminModel" .root -}}
{{- end -}}
{{- if and (eq .root.Values.engine.kind "vllm") (or $asking .asking) -}}true{{- end -}}
{{- end -}}

{{/* The model's name in the API: the last part of engine.model. */}}
{{- define "emend.modelName" -}}
{{- $name := .Values.engine.model | trimSuffix "/" | splitList "/" | last -}}
{{- ternary ($name | splitList "@" | first) $name (hasPrefix "hf://" .Values.engine.model) -}}
{{- end -}}

{{/* What vLLM loads, or nothing if it cannot read engine.model. */}}
{{- define "emend.vllm.model" -}}
{{- $model := .Values.engine.model -}}
{{- if .Values.engine.vllm.model -}}
{{- .Values.engine.vllm.model -}}
{{- else if hasPrefix "hf://" $model -}}
{{- trimPrefix "hf://" $model | splitList "@" | first -}}
{{- else if hasPrefix "/" $model -}}
{{- $model -}}
{{- end -}}
{{- end -}}

{{/* Where functions put adapters for a server. */}}
{{- define "emend.adapterPath" -}}
{{- ternary "/var/lib/emend/adapters" .Values.engine.external.adapters.path (eq .Values.engine.kind "vllm") -}}
{{- end -}}

{{/* Settings of the application for a model that it does not run itself. */}}
{{- define "emend.engine.properties" -}}
{{- $engine := .Values.engine -}}
{{- $external := $engine.external -}}
emend.inference.engine=openai
emend.inference.remote.concurrency={{ include "emend.concurrency" . }}
emend.inference.remote.timeout={{ int64 $engine.deadlineSeconds }}s
{{- if eq $engine.kind "vllm" }}
emend.inference.remote.url=http://127.0.0.1:8000/v1
emend.inference.remote.flavor=vllm
emend.inference.remote.model={{ include "emend.modelName" . }}
{{- else }}
emend.inference.remote.url={{ $external.url }}
emend.inference.remote.flavor={{ $external.flavor }}
emend.inference.remote.probe={{ int64 $external.probeSeconds }}s
{{- with $external.model }}
emend.inference.remote.model={{ . }}
{{- end }}
{{- if $external.apiKey.secret }}
emend.inference.remote.api-key-file=/etc/emend-engine/api-key
{{- end }}
{{- end }}
{{- if or (eq $engine.kind "vllm") $external.adapters.existingClaim }}
emend.inference.remote.adapter-dir={{ include "emend.adapterPath" . }}
{{- end }}
{{- end -}}

{{/* Mounts of the application's container for a server's sake; as emend.hasVllm. */}}
{{- define "emend.engine.volumeMounts" -}}
{{- $external := .root.Values.engine.external -}}
{{- if include "emend.hasVllm" . -}}
- name: adapters
  mountPath: {{ include "emend.adapterPath" .root }}
{{- else if eq .root.Values.engine.kind "external" -}}
{{- if $external.adapters.existingClaim -}}
- name: adapters
  mountPath: {{ include "emend.adapterPath" .root }}
{{- end }}
{{- if $external.apiKey.secret }}
- name: engine-key
  mountPath: /etc/emend-engine
  readOnly: true
{{- end }}
{{- end -}}
{{- end -}}

{{- define "emend.engine.volumes" -}}
{{- $external := .root.Values.engine.external -}}
{{- if include "emend.hasVllm" . -}}
- name: adapters
  emptyDir: {}
- name: vllm-tmp
  emptyDir: {}
- name: vllm-shm
  emptyDir:
    medium: Memory
    sizeLimit: {{ .root.Values.engine.vllm.sharedMemory }}
{{- else if eq .root.Values.engine.kind "external" -}}
{{- with $external.adapters.existingClaim -}}
- name: adapters
  persistentVolumeClaim:
    claimName: {{ . }}
{{- end }}
{{- with $external.apiKey.secret }}
- name: engine-key
  secret:
    secretName: {{ . }}
    items:
      - {key: {{ $external.apiKey.key }}, path: api-key}
{{- end }}
{{- end -}}
{{- end -}}
