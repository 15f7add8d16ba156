variable "name" { type = string }
variable "vpc_id" { type = string }

variable "rules" {
  type = map(object({
    direction = optional(string, "in")
    ports     = optional(string, "0-0")
    protocol  = optional(string, "tcp")
    ranges    = optional(list(string), [])
    from_self = optional(bool, false)
    note      = optional(string)
  }))

  validation {
    condition     = alltrue([for rule in var.rules : contains(["in", "out"], rule.direction)])
    error_message = "A rule goes in or out."
  }
}

variable "named" {
  type = map(tuple([number, number, string]))
  default = {
    https = [443, 443, "tcp"]
    dns   = [53, 53, "udp"]
    all   = [0, 0, "-1"]
  }
}

variable "use_named" {
  type    = map(list(string))
  default = {}
}

locals {
  expanded = merge([
    for key, rule in var.rules : {
      for range in rule.from_self ? ["self"] : rule.ranges : "${key}:${range}" => merge(rule, {
        range = range
        from  = tonumber(split("-", rule.ports)[0])
        to    = tonumber(element(split("-", rule.ports), length(split("-", rule.ports)) - 1))
      })
    }
  ]...)
}

resource "aws_security_group" "this" {
  name_prefix            = "${var.name}-"
  description            = "Managed for ${var.name}"
  vpc_id                 = var.vpc_id
  revoke_rules_on_delete = true

  dynamic "ingress" {
    for_each = { for name, ranges in var.use_named : name => ranges if length(ranges) > 0 }

    content {
      description = "named ${ingress.key}"
      from_port   = var.named[ingress.key][0]
      to_port     = var.named[ingress.key][1]
      protocol    = var.named[ingress.key][2]
      cidr_blocks = ingress.value
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group_rule" "this" {
  for_each = local.expanded

  security_group_id = aws_security_group.this.id
  type              = each.value.direction == "in" ? "ingress" : "egress"
  from_port         = each.value.from
  to_port           = each.value.to
  protocol          = each.value.protocol
  description       = each.value.note
  cidr_blocks       = each.value.range == "self" || strcontains(each.value.range, ":") ? null : [each.value.range]
  ipv6_cidr_blocks  = strcontains(each.value.range, ":") ? [each.value.range] : null
  self              = each.value.range == "self" ? true : null
}

output "id" { value = aws_security_group.this.id }
output "rules" { value = { for key, rule in aws_security_group_rule.this : key => "${rule.type}/${rule.protocol}/${rule.from_port}" } }
