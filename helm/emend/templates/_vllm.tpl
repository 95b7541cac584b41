{{/* Resources of a vLLM container. */}}
{{- define "emend.vllm.resources" -}}
{{- $vllm := .Values.engine.vllm -}}
{{- $gpus := dict -}}
{{- if $vllm.gpus -}}
{{- $gpus = dict $vllm.gpuResource (int64 $vllm.gpus) -}}
{{- end -}}
requests:
  {{- merge $gpus $vllm.resources.requests | toYaml | nindent 2 }}
limits:
  {{- merge $gpus $vllm.resources.limits | toYaml | nindent 2 }}
{{- end -}}

{{/* Arguments of vLLM, as JSON. It listens within the pod only: its routes for development and for adapters
have no access control. */}}
{{- define "emend.vllm.args" -}}
{{- $v := .Values -}}
{{- $gpus := int $v.engine.vllm.gpus -}}
{{- $args := list
  (printf "--model=%s" (include "emend.vllm.model" .))
  (printf "--served-model-name=%s" (include "emend.modelName" .))
  "--host=127.0.0.1" "--port=8000"
  (printf "--dtype=%s" (ternary "bfloat16" "float32" (eq $v.engine.precision "bf16")))
  (printf "--max-model-len=%d" (int64 $v.engine.maxLength)) -}}
{{- $revision := regexFind "@[^@/]+$" $v.engine.model | trimPrefix "@" -}}
{{- if and $revision (hasPrefix "hf://" $v.engine.model) (not $v.engine.vllm.model) -}}
{{- $args = append $args (printf "--revision=%s" $revision) -}}
{{- end -}}
{{- if and (gt $gpus 1) (not (contains "parallel-size" (join " " $v.engine.vllm.args))) -}}
{{- $args = append $args (printf "--tensor-parallel-size=%d" $gpus) -}}
{{- end -}}
{{- concat $args $v.engine.vllm.args | toJson -}}
{{- end -}}

{{/* A probe that asks vLLM within the pod, where a kubelet's request does not reach it. */}}
{{- define "emend.vllm.healthy" -}}
exec:
  command:
    - python3
    - -c
    - import urllib.request; urllib.request.urlopen("http://127.0.0.1:8000/health", timeout=5)
timeoutSeconds: 10
{{- end -}}

{{/*
The container of vLLM: (dict "root" . "scaler" "none" "sidecar" false). As a sidecar it starts before the
application's container and ends after it, so that a Job completes.
*/}}
{{- define "emend.vllm.container" -}}
{{- $v := .root.Values -}}
{{- $vllm := $v.engine.vllm -}}
name: vllm
image: {{ include "emend.imageOf" $vllm.image }}
imagePullPolicy: {{ $v.image.pullPolicy }}
{{- if .sidecar }}
restartPolicy: Always
{{- end }}
command: [python3, -m, vllm.entrypoints.openai.api_server]
args:
  {{- include "emend.vllm.args" .root | fromJsonArray | toYaml | nindent 2 }}
env:
  - {name: VLLM_ALLOW_RUNTIME_LORA_UPDATING, value: "1"}
  - {name: VLLM_NO_USAGE_STATS, value: "1"}
  - {name: VLLM_CACHE_ROOT, value: /var/lib/emend/cache/vllm}
  - {name: HF_HOME, value: /var/lib/emend/cache/huggingface}
  # The image has no user 10001, and PyTorch asks for its name and home.
  - {name: HOME, value: /tmp}
  - {name: USER, value: vllm}
  {{- with $vllm.hubToken.secret }}
  - name: HF_TOKEN
    valueFrom:
      secretKeyRef: {name: {{ . }}, key: {{ $vllm.hubToken.key }}}
  {{- end }}
  {{- range $name, $value := $vllm.env }}
  - name: {{ $name }}
    value: {{ $value | quote }}
  {{- end }}
{{- if ne .scaler "knative" }}
startupProbe:
  {{- include "emend.vllm.healthy" . | nindent 2 }}
  periodSeconds: 10
  failureThreshold: {{ div (add $v.scaling.startupSeconds 9) 10 }}
livenessProbe:
  {{- include "emend.vllm.healthy" . | nindent 2 }}
  periodSeconds: 30
{{- if not .sidecar }}
lifecycle:
  preStop:
    # Until the application has answered its requests and ended. Knative waits itself.
    exec:
      command:
        - python3
        - -c
        - |
          import socket, time
          try:
              while True:
                  socket.create_connection(("127.0.0.1", 8080), 1).close()
                  time.sleep(0.5)
          except OSError:
              pass
{{- end }}
{{- end }}
resources:
  {{- include "emend.vllm.resources" .root | nindent 2 }}
securityContext:
  {{- include "emend.containerSecurity" . | nindent 2 }}
volumeMounts:
  - name: vllm-tmp
    mountPath: /tmp
  - name: vllm-shm
    mountPath: /dev/shm
  - name: cache
    mountPath: /var/lib/emend/cache
  - name: adapters
    mountPath: {{ include "emend.adapterPath" .root }}
    readOnly: true
  {{- if $v.models.existingClaim }}
  - name: models
    mountPath: /models
    readOnly: true
  {{- end }}
{{- end -}}
