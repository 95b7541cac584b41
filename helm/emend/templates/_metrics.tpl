{{/* Labels and annotations of an alert: (dict "root" . "name" n "severity" s "summary" t). */}}
{{- define "emend.alert" -}}
labels:
  severity: {{ .severity }}
annotations:
  summary: {{ .summary | quote }}
  {{- with .root.Values.metrics.rules.runbookUrl }}
  runbook_url: {{ printf "%s#%s" . ($.name | lower) | quote }}
  {{- end }}
{{- end -}}

{{/* Scrape endpoint by port name: (dict "root" . "port" "http"). The dashboard and the alerts
select by release and function. */}}
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

{{/* Selector of the pods of the given functions: (dict "root" . "functions" (list "admin")). */}}
{{- define "emend.scraped" -}}
matchLabels:
  app.kubernetes.io/name: {{ .root.Chart.Name }}
  app.kubernetes.io/instance: {{ .root.Release.Name }}
matchExpressions:
  - key: app.kubernetes.io/component
    operator: In
    values: {{ .functions | toJson }}
{{- end -}}
