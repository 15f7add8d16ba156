variable "services" {
  type = map(object({
    port     = number
    replicas = optional(number, 2)
    labels   = optional(map(string), {})
  }))
  default = {
    api    = { port = 8080, labels = { tier = "front" } }
    worker = { port = "9090", replicas = 0 }
  }
}

variable "token" {
  type      = string
  sensitive = true
  default   = "t0p"
}

locals {
  running = { for name, service in var.services : name => service if service.replicas > 0 }
  ports   = sort([for service in var.services : format("%05d", service.port)])
  total   = sum(values(var.services)[*].replicas)
}

resource "terraform_data" "service" {
  for_each = local.running
  input    = merge(each.value, { name = each.key, token = var.token })
}

resource "terraform_data" "replica" {
  count            = local.total
  input            = "replica-${count.index}"
  triggers_replace = [terraform_data.service["api"].id, count.index % 2 == 0]
}

output "names" { value = keys(terraform_data.service) }
output "last" { value = terraform_data.replica[local.total - 1].output }
output "inputs" { value = terraform_data.replica[*].input }
output "ports" { value = local.ports }
