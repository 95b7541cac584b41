{{/* The Job of a run: (dict "root" . "asking" true), where asking is set for those that ask the model. */}}
{{- define "emend.job" -}}
{{- $pod := dict "root" .root "component" "job" "scaler" "none" "asking" .asking -}}
{{- $job := .root.Values.job -}}
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
  # Until its queue admits the Job.
  suspend: true
  {{- end }}
  # Replacements of pods that fail with exit code 1 or by a signal; other failures do not count.
  backoffLimit: {{ int64 $job.backoffLimit }}
  podFailurePolicy:
    rules:
      # Evicted pods are replaced without limit.
      - action: Ignore
        onPodConditions:
          - {type: DisruptionTarget, status: "True"}
      # Invalid command line, heap full, refused: a retry would fail too.
      - action: FailJob
        onExitCodes: {containerName: emend, operator: In, values: [2, 3, 4]}
  # A terminating pod may still write its checkpoint: no second pod meanwhile.
  podReplacementPolicy: Failed
  activeDeadlineSeconds: {{ int64 $job.activeDeadlineSeconds }}
  ttlSecondsAfterFinished: {{ int64 $job.ttlSecondsAfterFinished }}
  template:
    metadata:
      labels:
        {{- include "emend.selectorLabels" $pod | nindent 8 }}
        {{- with .root.Values.commonLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with $job.podAnnotations }}
      annotations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      {{- include "emend.podSpec" $pod | nindent 6 }}
{{- end -}}
