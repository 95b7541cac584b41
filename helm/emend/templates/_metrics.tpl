{{/* What an alert says beside its expression: (dict "root" . "name" n "severity" s "summary" t). */}}
{{- define "emend.alert" -}}
labels:
  severity: {{ .severity }}
annotations:
  summary: {{ .summary | quote }}
  {{- with .root.Values.metrics.rules.runbookUrl }}
  runbook_url: {{ printf "%s#%s" . ($.name | lower) | quote }}
  {{- end }}
{{- end -}}

{{/* What is scraped, of a port's name: (dict "root" . "port" "http"). The dashboard and the alerts
choose by the release and the function. */}}
{{- define "emend.scrape" -}}
- port: {{ .port }}
  path: /q/metrics
  interval: {{ .root.Values.metrics.serviceMonitor.interval }}
  relabelings:
    - sourceLabels: [__meta_kubernetes_pod_label_app_kubernetes_io_instance]
      targetLabel: release
    - sourceLabels: [__meta_kubernetes_pod_label_app_kubernetes_io_component]
      targetLabel: function
{{- end -}}

{{/* Pods of the functions that are named: (dict "root" . "functions" (list "admin")). */}}
{{- define "emend.scraped" -}}
matchLabels:
  app.kubernetes.io/name: {{ .root.Chart.Name }}
  app.kubernetes.io/instance: {{ .root.Release.Name }}
matchExpressions:
  - key: app.kubernetes.io/component
    operator: In
    values: {{ .functions | toJson }}
{{- end -}}
