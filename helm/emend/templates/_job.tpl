{{- define "emend.job" -}}
{{- $pod := dict "root" . "component" "job" "scaler" "none" -}}
{{- $job := .Values.job -}}
apiVersion: batch/v1
kind: Job
metadata:
  labels:
    {{- include "emend.labels" $pod | nindent 4 }}
    {{- with $job.queue }}
    kueue.x-k8s.io/queue-name: {{ . }}
    {{- end }}
spec:
  {{- if $job.queue }}
  # Until its queue admits it.
  suspend: true
  {{- end }}
  # Pods that fail with exit code 1 or by a signal are replaced this often; no other failure counts.
  backoffLimit: {{ int64 $job.backoffLimit }}
  podFailurePolicy:
    rules:
      # A run that had to leave its node goes on elsewhere, as often as it takes.
      - action: Ignore
        onPodConditions:
          - {type: DisruptionTarget, status: "True"}
      # Not understood, heap full, refused: the next try would end the same.
      - action: FailJob
        onExitCodes: {containerName: emend, operator: In, values: [2, 3, 4]}
  # A pod that is being ended may still write its checkpoint: no second one beside it.
  podReplacementPolicy: Failed
  activeDeadlineSeconds: {{ int64 $job.activeDeadlineSeconds }}
  ttlSecondsAfterFinished: {{ int64 $job.ttlSecondsAfterFinished }}
  template:
    metadata:
      labels:
        {{- include "emend.selectorLabels" $pod | nindent 8 }}
        {{- with .Values.commonLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with $job.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      {{- include "emend.podSpec" $pod | nindent 6 }}
{{- end -}}
