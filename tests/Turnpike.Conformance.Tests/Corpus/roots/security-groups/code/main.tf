variable "office" {
  type    = list(string)
  default = ["203.0.113.0/24", "2001:db8::/48"]
}

module "web" {
  source = "../../../modules/security-group"
  name   = "web"
  vpc_id = "vpc-0123"

  rules = {
    https = { ports = "443", ranges = ["0.0.0.0/0", "::/0"], note = "public" }
    high  = { ports = "8000-8100", ranges = var.office }
    peers = { ports = "7946", protocol = "udp", from_self = true }
    out   = { direction = "out", protocol = "-1", ranges = ["0.0.0.0/0"] }
  }
}

module "named" {
  for_each = { a = ["10.0.0.0/8"], b = [] }
  source   = "../../../modules/security-group"
  name     = "named-${each.key}"
  vpc_id   = "vpc-0123"
  rules    = {}

  use_named = {
    https = each.value
    dns   = concat(each.value, ["192.168.0.0/16"])
  }
}

output "rules" { value = module.web.rules }
output "groups" { value = values(module.named)[*].id }
