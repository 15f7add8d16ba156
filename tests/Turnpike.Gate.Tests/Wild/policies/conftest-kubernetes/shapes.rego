package shapes

default is_service = false
default is_deployment = false

is_service { input.kind = "Service" }
is_deployment { input.kind = "Deployment" }
