{{/* The Service of a component's pods: (dict "root" . "component" "admin"). */}}
{{- define "emend.service" }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "emend.fullname" .root }}-{{ .component }}
  labels:
    {{- include "emend.labels" . | nindent 4 }}
spec:
  ports:
    - name: http
      port: {{ int64 .root.Values.service.port }}
      targetPort: http
      appProtocol: http
  selector:
    {{- include "emend.selectorLabels" . | nindent 4 }}
{{- end }}
