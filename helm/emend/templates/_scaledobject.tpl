{{/* Scales the correction function on requests and on the lag of their topic: (dict "root" . "name" n "function" values). */}}
{{- define "emend.scaledObject" }}
{{- $v := .root.Values }}
{{- $sasl := hasPrefix "SASL_" $v.kafka.securityProtocol }}
{{- $tls := has $v.kafka.securityProtocol (list "SSL" "SASL_SSL") }}
{{- $secrets := or $sasl (and $tls $v.kafka.caSecret) }}
{{- $labels := include "emend.labels" (dict "root" .root "component" "correction") }}
{{- if $secrets }}
---
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata:
  name: {{ .name }}
  labels:
    {{- $labels | nindent 4 }}
spec:
  secretTargetRef:
    {{- if $sasl }}
    - {parameter: username, name: {{ $v.kafka.existingSecret }}, key: username}
    - {parameter: password, name: {{ $v.kafka.existingSecret }}, key: password}
    {{- end }}
    {{- if and $tls $v.kafka.caSecret }}
    - {parameter: ca, name: {{ $v.kafka.caSecret }}, key: ca.crt}
    {{- end }}
{{- end }}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ .name }}
  labels:
    {{- $labels | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ .name }}}
  pollingInterval: {{ int64 $v.keda.pollingSeconds }}
  cooldownPeriod: {{ int64 $v.scaling.scaleDownDelaySeconds }}
  minReplicaCount: {{ int64 .function.minScale }}
  maxReplicaCount: {{ int64 .function.maxScale }}
  advanced:
    # Otherwise a function at zero would stay there after switching to another autoscaler: an HPA does not
    # scale up from zero.
    restoreToOriginalReplicaCount: true
    horizontalPodAutoscalerConfig:
      behavior:
        scaleDown:
          stabilizationWindowSeconds: {{ int64 $v.scaling.scaleDownDelaySeconds }}
  triggers:
    - type: kafka
      metadata:
        bootstrapServers: {{ $v.kafka.bootstrapServers }}
        topic: emend.corrections.requested
        consumerGroup: emend-corrections
        # Unread events count from the earliest offset, as for the function itself.
        offsetResetPolicy: earliest
        lagThreshold: {{ int64 $v.keda.lagThreshold | quote }}
        {{- if $sasl }}
        sasl: {{ get (dict "PLAIN" "plaintext" "SCRAM-SHA-256" "scram_sha256" "SCRAM-SHA-512" "scram_sha512") $v.kafka.saslMechanism }}
        {{- end }}
        {{- if $tls }}
        tls: enable
        {{- end }}
      {{- if $secrets }}
      authenticationRef: {name: {{ .name }}}
      {{- end }}
    - type: external-push
      metadata:
        scalerAddress: {{ $v.keda.scalerAddress }}
        httpScaledObject: {{ .name }}
{{- end }}
