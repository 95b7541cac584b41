{{/*
A pod's spec: (dict "root" . "component" "inference" "scaler" "none"). The component is inference,
correction, admin or job; "asking" is true for Jobs that ask the model. For Knative, only the fields it
supports.
*/}}
{{- define "emend.podSpec" -}}
{{- $v := .root.Values -}}
{{- $server := ne .component "job" -}}
{{- $plain := ne .scaler "knative" -}}
{{- $place := index $v .component -}}
{{- if and (eq .component "admin") (include "emend.adminModel" .root) -}}
{{- $place = $v.inference -}}
{{- end -}}
{{- $vllm := include "emend.hasVllm" . -}}
{{- /* A Job beside vLLM only asks it, and so takes what a function takes. */ -}}
{{- $resources := (ternary $v.inference $place (and (ne $vllm "") (not $server))).resources -}}
serviceAccountName: {{ include "emend.serviceAccountName" . }}
automountServiceAccountToken: {{ eq .component "admin" }}
enableServiceLinks: false
{{- with $v.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $place.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $place.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $place.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $place.runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- if $plain }}
terminationGracePeriodSeconds: {{ int64 (ternary (include "emend.graceSeconds" .root) $v.job.terminationGracePeriodSeconds $server) }}
{{- end }}
{{- if not $server }}
# Required by podFailurePolicy.
restartPolicy: Never
{{- end }}
{{- if and $plain $place.topologySpread (ne .component "admin") }}
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - topologyKey: {{ . }}
    maxSkew: 1
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "emend.selectorLabels" $ | nindent 8 }}
    matchLabelKeys: [pod-template-hash]
  {{- end }}
{{- end }}
{{- if $plain }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- else if or (eq $v.cache.type "pvc") (and (eq $v.engine.kind "external") $v.engine.external.adapters.existingClaim) }}
securityContext:
  fsGroup: 10001
{{- end }}
{{- if and $vllm (not $server) }}
initContainers:
  - {{ include "emend.vllm.container" (dict "root" .root "scaler" .scaler "sidecar" true) | indent 4 | trim }}
{{- end }}
containers:
  - name: emend
    image: {{ include "emend.image" .root }}
    imagePullPolicy: {{ $v.image.pullPolicy }}
    {{- if $server }}
    args: [serve]
    {{- end }}
    env:
      {{- include "emend.env" (dict "root" .root "component" .component) | nindent 6 }}
    {{- if $server }}
    ports:
      - containerPort: 8080
        name: {{ ternary "http" "http1" $plain }}
    # Succeeds once the model has loaded and answered, or if startup is blocked.
    startupProbe:
      httpGet: {path: /q/health/started, port: 8080}
      periodSeconds: 5
      timeoutSeconds: 3
      failureThreshold: {{ div (add $v.scaling.startupSeconds 4) 5 }}
    readinessProbe:
      httpGet: {path: /q/health/ready, port: 8080}
      periodSeconds: 5
      timeoutSeconds: 3
    livenessProbe:
      httpGet: {path: /q/health/live, port: 8080}
      periodSeconds: 20
      timeoutSeconds: 5
    {{- end }}
    resources:
      {{- toYaml $resources | nindent 6 }}
    securityContext:
      {{- include "emend.containerSecurity" . | nindent 6 }}
    volumeMounts:
      {{- include "emend.volumeMounts" . | nindent 6 }}
      {{- with include "emend.engine.volumeMounts" . }}
      {{- . | nindent 6 }}
      {{- end }}
  {{- if and $vllm $server }}
  - {{ include "emend.vllm.container" (dict "root" .root "scaler" .scaler "sidecar" false) | indent 4 | trim }}
  {{- end }}
volumes:
  {{- include "emend.volumes" . | nindent 2 }}
  {{- with include "emend.engine.volumes" . }}
  {{- . | nindent 2 }}
  {{- end }}
{{- end -}}

{{/* Security context of a container: for Knative too, which has none for pods. */}}
{{- define "emend.containerSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "emend.env" -}}
{{- $v := .root.Values -}}
{{- $server := ne .component "job" -}}
- name: QUARKUS_CONFIG_LOCATIONS
  value: /etc/emend/application.properties{{ ternary ",/etc/emend/server.properties" "" $server }}
- name: HF_HOME
  value: /var/lib/emend/cache/huggingface
- name: EMEND_STORAGE_CACHE_SIZE
  value: {{ include "emend.cacheSize" . | trimSuffix "i" }}
{{- if $server }}
- name: EMEND_FUNCTIONS
  value: {{ ternary "inference,admin" .component (and (eq .component "admin") (include "emend.adminEngine" .root | eq "true")) }}
{{- range $v.access.keys }}
- name: EMEND_ACCESS_KEYS_{{ upper .name }}_SHA256
  valueFrom:
    secretKeyRef: {name: {{ .secret }}, key: {{ .key }}}
- name: EMEND_ACCESS_KEYS_{{ upper .name }}_ROLES
  value: {{ join "," .roles }}
{{- end }}
{{- with $v.access.oidc.existingSecret }}
- name: QUARKUS_OIDC_CREDENTIALS_SECRET
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: client-secret}
{{- end }}
{{- if and $v.kafka.bootstrapServers (hasPrefix "SASL_" $v.kafka.securityProtocol) }}
- name: SASL_USERNAME
  valueFrom:
    secretKeyRef: {name: {{ $v.kafka.existingSecret }}, key: username}
- name: SASL_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ $v.kafka.existingSecret }}, key: password}
- name: KAFKA_SASL_JAAS_CONFIG
  value: org.apache.kafka.common.security.{{ ternary "plain.PlainLoginModule" "scram.ScramLoginModule" (eq $v.kafka.saslMechanism "PLAIN") }} required username="$(SASL_USERNAME)" password="$(SASL_PASSWORD)";
{{- end }}
{{- end }}
{{- with include "emend.s3.secretName" .root }}
- name: EMEND_STORAGE_S3_ACCESS_KEY
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: {{ $v.s3.accessKeyKey }}}
- name: EMEND_STORAGE_S3_SECRET_KEY
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: {{ $v.s3.secretKeyKey }}}
{{- end }}
{{- if $v.s3.webIdentity.audience }}
- name: AWS_WEB_IDENTITY_TOKEN_FILE
  value: /var/run/secrets/emend/token
{{- with $v.s3.webIdentity.roleArn }}
- name: AWS_ROLE_ARN
  value: {{ . }}
{{- end }}
{{- end }}
{{- range $name, $value := $v.env }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end -}}

{{- define "emend.volumeMounts" -}}
- name: config
  mountPath: /etc/emend
  readOnly: true
- name: tmp
  mountPath: /tmp
- name: work
  mountPath: /var/lib/emend
- name: cache
  mountPath: /var/lib/emend/cache
{{- if .root.Values.models.existingClaim }}
- name: models
  mountPath: /models
  readOnly: true
{{- end }}
{{- if .root.Values.s3.webIdentity.audience }}
- name: token
  mountPath: /var/run/secrets/emend
  readOnly: true
{{- end }}
{{- if and .root.Values.kafka.caSecret (ne .component "job") }}
- name: kafka
  mountPath: /etc/emend-kafka
  readOnly: true
{{- end }}
{{- end -}}

{{- define "emend.volumes" -}}
{{- $v := .root.Values -}}
{{- $name := include "emend.fullname" .root -}}
- name: config
  {{- if eq .component "admin" }}
  projected:
    sources:
      - configMap: {name: {{ $name }}-config}
      - configMap: {name: {{ $name }}-job}
  {{- else }}
  configMap:
    name: {{ $name }}-config
  {{- end }}
- name: tmp
  emptyDir:
    sizeLimit: 512Mi
- name: work
  emptyDir: {}
- name: cache
  {{- if eq $v.cache.type "pvc" }}
  persistentVolumeClaim:
    claimName: {{ $v.cache.existingClaim | default (printf "%s-cache" $name) }}
  {{- else if eq $v.cache.type "hostPath" }}
  hostPath:
    path: {{ $v.cache.hostPath }}
    type: DirectoryOrCreate
  {{- else }}
  emptyDir:
    sizeLimit: {{ include "emend.cacheSize" . }}
  {{- end }}
{{- with $v.models.existingClaim }}
- name: models
  persistentVolumeClaim:
    claimName: {{ . }}
    readOnly: true
{{- end }}
{{- with $v.s3.webIdentity.audience }}
- name: token
  projected:
    sources:
      - serviceAccountToken: {path: token, audience: {{ . | quote }}, expirationSeconds: 3600}
{{- end }}
{{- if and $v.kafka.caSecret (ne .component "job") }}
- name: kafka
  secret:
    secretName: {{ $v.kafka.caSecret }}
    items:
      - {key: ca.crt, path: ca.crt}
{{- end }}
{{- end -}}

{{/* Labels and annotations of a server's pods; changed settings trigger a rollout. */}}
{{- define "emend.podMetadata" -}}
labels:
  {{- include "emend.selectorLabels" . | nindent 2 }}
  {{- with .root.Values.commonLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
annotations:
  checksum/config: {{ include (print .root.Template.BasePath "/config.yaml") .root | sha256sum }}
  kubectl.kubernetes.io/default-container: emend
  {{- with .root.Values.podAnnotations }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end -}}
