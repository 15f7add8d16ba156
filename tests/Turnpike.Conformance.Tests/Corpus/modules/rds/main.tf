variable "identifier" { type = string }

variable "engine" {
  type = object({
    name    = string
    version = string
    family  = optional(string)
    port    = optional(number)
  })
}

variable "subnet_ids" { type = list(string) }

variable "size" {
  type = object({
    class       = optional(string, "db.t4g.medium")
    storage     = optional(number, 20)
    max_storage = optional(number)
    multi_zone  = optional(bool, false)
  })
  default = {}
}

variable "parameters" {
  type    = list(map(string))
  default = []
}

variable "options" {
  type = list(object({
    name     = string
    port     = optional(number)
    settings = optional(map(string), {})
  }))
  default = []
}

variable "replicas" {
  type    = number
  default = 0
}

variable "password" {
  type      = string
  sensitive = true
  default   = null
}

variable "monitoring" {
  type    = bool
  default = false
}

locals {
  family    = coalesce(var.engine.family, "${var.engine.name}${join(".", slice(split(".", var.engine.version), 0, 1))}")
  ports     = { postgres = 5432, mysql = 3306 }
  port      = coalesce(var.engine.port, lookup(local.ports, var.engine.name, 1433))
  protected = var.password == null
}

resource "aws_db_subnet_group" "this" {
  name_prefix = "${var.identifier}-"
  subnet_ids  = var.subnet_ids
}

resource "aws_db_parameter_group" "this" {
  count       = length(var.parameters) > 0 ? 1 : 0
  name_prefix = "${var.identifier}-"
  family      = local.family

  dynamic "parameter" {
    for_each = var.parameters

    content {
      name         = parameter.value.name
      value        = parameter.value.value
      apply_method = lookup(parameter.value, "apply", null)
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_option_group" "this" {
  count                = length(var.options) > 0 && var.engine.name != "postgres" ? 1 : 0
  name                 = "${var.identifier}-options"
  engine_name          = var.engine.name
  major_engine_version = join(".", slice(split(".", var.engine.version), 0, 2))

  dynamic "option" {
    for_each = var.options

    content {
      option_name = option.value.name
      port        = option.value.port

      dynamic "option_settings" {
        for_each = option.value.settings

        content {
          name  = option_settings.key
          value = option_settings.value
        }
      }
    }
  }
}

resource "aws_iam_role" "monitoring" {
  for_each    = var.monitoring ? { enhanced = "monitoring.rds.amazonaws.com" } : {}
  name_prefix = substr("${var.identifier}-${each.key}", 0, 38)
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = each.value }
    }]
  })
}

resource "aws_db_instance" "primary" {
  identifier                  = var.identifier
  engine                      = var.engine.name
  engine_version              = var.engine.version
  instance_class              = var.size.class
  allocated_storage           = var.size.storage
  max_allocated_storage       = var.size.max_storage
  multi_az                    = var.size.multi_zone
  port                        = local.port
  username                    = "admin_user"
  password                    = var.password
  manage_master_user_password = local.protected ? true : null
  db_subnet_group_name        = aws_db_subnet_group.this.name
  parameter_group_name        = one(aws_db_parameter_group.this[*].name)
  option_group_name           = try(aws_db_option_group.this[0].name, null)
  storage_encrypted           = true
  backup_retention_period     = var.replicas > 0 ? max(7, var.replicas) : 1
  monitoring_interval         = var.monitoring ? 30 : 0
  monitoring_role_arn         = try(aws_iam_role.monitoring["enhanced"].arn, null)
  skip_final_snapshot         = false
  final_snapshot_identifier   = "${var.identifier}-last"

  lifecycle {
    precondition {
      condition     = var.size.max_storage == null ? true : var.size.max_storage >= var.size.storage
      error_message = "The storage may not shrink."
    }
  }
}

resource "aws_db_instance" "replica" {
  count               = var.replicas
  identifier          = format("%s-replica-%02d", var.identifier, count.index + 1)
  instance_class      = var.size.class
  replicate_source_db = aws_db_instance.primary.identifier
  storage_encrypted   = aws_db_instance.primary.storage_encrypted
  skip_final_snapshot = true
}

output "endpoint" { value = aws_db_instance.primary.endpoint }
output "port" { value = aws_db_instance.primary.port }
output "replica_names" { value = aws_db_instance.replica[*].identifier }
output "master" {
  value     = { user = aws_db_instance.primary.username, password = var.password }
  sensitive = true
}
