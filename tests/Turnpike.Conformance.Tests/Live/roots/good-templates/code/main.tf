variable "hosts" {
  type    = list(object({ name = string, ip = string, roles = optional(set(string), []) }))
  default = [{ name = "a", ip = "10.0.0.4", roles = ["web", "db", "web"] }, { name = "b", ip = "10.0.0.5" }]
}

locals {
  settings = yamldecode(file("${path.module}/files/settings.yaml"))
  rendered = templatefile("${path.module}/files/hosts.tftpl", { hosts = var.hosts, domain = local.settings.domain })
  nothing  = null
  chosen   = try(local.settings.missing.deep, local.nothing, "x")
}

resource "terraform_data" "hosts" {
  input = {
    lines = split("\n", trimspace(local.rendered))
    sum   = sha256(local.rendered)
    first = cidrhost(local.settings.range, 4)
    split = [for chunk in chunklist(range(7), 3) : join("", chunk)]
    json  = jsonencode({ b = true, a = [1.50, null, "<&>"] })
  }
}

resource "terraform_data" "dependent" {
  for_each = { for host in var.hosts : host.name => host if length(host.roles) > 0 }
  input = <<-EOT
    host ${each.key}
      %{~for role in each.value.roles~}
      role=${role}
      %{~endfor~}
    id ${terraform_data.hosts.id}
  EOT
}

output "chosen" { value = local.chosen == null ? "null" : local.chosen }
output "lines" { value = terraform_data.hosts.output.lines }
output "length" { value = length(terraform_data.dependent["a"].input) > 0 }
