using System.Globalization;

namespace Turnpike.Bench;

/// <summary>The texts that <see cref="CodeGenerator"/> makes modules of.</summary>
internal static class CodeTemplates
{
    public const string Network = """
        resource "aws_vpc" "this" {
          count = var.enabled ? 1 : 0

          cidr_block           = var.cidr
          enable_dns_hostnames = true
          tags                 = merge(local.tags, { Name = local.name })
        }

        resource "aws_subnet" "this" {
          for_each = { for key, subnet in var.subnets : key => subnet if var.enabled }

          vpc_id                  = one(aws_vpc.this[*].id)
          availability_zone       = each.value.zone
          cidr_block              = cidrsubnet(var.cidr, 4, each.value.number)
          map_public_ip_on_launch = each.value.public
          tags                    = merge(local.tags, { Name = "${local.name}-${each.key}" })
        }

        resource "aws_route_table" "this" {
          for_each = aws_subnet.this

          vpc_id = each.value.vpc_id
          tags   = merge(local.tags, { Name = each.key })

          dynamic "route" {
            for_each = var.routes
            content {
              cidr_block = route.value.cidr
              gateway_id = route.value.gateway
            }
          }
        }

        resource "aws_route_table_association" "this" {
          for_each = aws_subnet.this

          subnet_id      = each.value.id
          route_table_id = aws_route_table.this[each.key].id
        }

        resource "aws_flow_log" "this" {
          count = var.enabled ? 1 : 0

          vpc_id               = aws_vpc.this[0].id
          traffic_type         = "ALL"
          log_destination      = aws_cloudwatch_log_group.this[0].arn
          iam_role_arn         = aws_iam_role.this[0].arn
          tags                 = local.tags
        }

        """;

    public const string Cluster = """
        resource "aws_eks_cluster" "this" {
          count = var.enabled ? 1 : 0

          name     = local.name
          role_arn = aws_iam_role.this[0].arn
          version  = "1.31"

          enabled_cluster_log_types = ["api", "audit", "authenticator"]

          vpc_config {
            subnet_ids              = [for key in keys(var.subnets) : "subnet-${key}"]
            endpoint_private_access = true
            endpoint_public_access  = var.environment != "prod"
            public_access_cidrs     = ["10.0.0.0/8"]
          }

          dynamic "encryption_config" {
            for_each = var.environment == "prod" ? [1] : []
            content {
              resources = ["secrets"]
              provider {
                key_arn = aws_kms_key.this[0].arn
              }
            }
          }

          tags = local.tags
        }

        resource "aws_eks_node_group" "this" {
          for_each = var.enabled ? local.groups : {}

          cluster_name    = aws_eks_cluster.this[0].name
          node_group_name = "${local.name}-${each.key}"
          node_role_arn   = aws_iam_role.this[0].arn
          subnet_ids      = aws_eks_cluster.this[0].vpc_config[0].subnet_ids
          instance_types  = each.value.types
          capacity_type   = try(each.value.capacity, "ON_DEMAND")

          scaling_config {
            desired_size = each.value.size
            max_size     = each.value.size * 2
            min_size     = max(1, floor(each.value.size / 2))
          }

          dynamic "taint" {
            for_each = each.value.taints
            content {
              key    = taint.value.key
              value  = taint.value.value
              effect = taint.value.effect
            }
          }

          tags = local.tags
        }

        """;

    public const string Database = """
        resource "aws_db_subnet_group" "this" {
          count = var.enabled ? 1 : 0

          name       = local.name
          subnet_ids = [for key in keys(var.subnets) : "subnet-${key}"]
          tags       = local.tags
        }

        resource "aws_db_instance" "this" {
          for_each = var.enabled ? toset(var.environment == "prod" ? ["a", "b"] : ["a"]) : []

          identifier                  = "${local.name}-${each.key}"
          engine                      = "postgres"
          engine_version              = "16.4"
          instance_class              = var.environment == "prod" ? "db.r6g.xlarge" : "db.t4g.medium"
          allocated_storage           = 100
          storage_encrypted           = true
          kms_key_id                  = aws_kms_key.this[0].arn
          username                    = "root_${replace(var.environment, "-", "_")}"
          manage_master_user_password = true
          multi_az                    = var.environment == "prod"
          backup_retention_period     = var.environment == "prod" ? 30 : 0
          deletion_protection         = var.environment == "prod"
          publicly_accessible         = false
          db_subnet_group_name        = aws_db_subnet_group.this[0].name
          vpc_security_group_ids      = [for group in aws_security_group.extra : group.id]
          tags                        = merge(local.tags, { Name = "${local.name}-${each.key}" })
        }

        resource "aws_security_group" "extra" {
          for_each = var.enabled ? var.openings : {}

          name        = "${local.name}-${each.key}"
          description = "Who may reach the database: ${each.key}"

          dynamic "ingress" {
            for_each = each.value.ports
            iterator = port
            content {
              description = "port ${port.value}"
              from_port   = port.value
              to_port     = port.value
              protocol    = "tcp"
              cidr_blocks = each.value.cidrs
            }
          }

          tags = local.tags
        }

        """;

    public const string Role = """
        resource "aws_iam_policy" "extra" {
          for_each = var.enabled ? local.groups : {}

          name   = "${local.name}-${each.key}"
          policy = jsonencode({
            Version = "2012-10-17"
            Statement = [
              for index, type in each.value.types : {
                Sid      = "Types${index}"
                Effect   = "Allow"
                Action   = ["ec2:RunInstances", "ec2:StartInstances"]
                Resource = "arn:aws:ec2:*:*:instance/*"
                Condition = {
                  StringEquals = { "ec2:InstanceType" = type }
                }
              }
            ]
          })
        }

        resource "aws_iam_role_policy_attachment" "extra" {
          for_each = aws_iam_policy.extra

          role       = aws_iam_role.this[0].name
          policy_arn = each.value.arn
        }

        """;

    public const string Bucket = """
        resource "aws_s3_bucket" "this" {
          for_each = var.enabled ? local.buckets : toset([])

          bucket        = lower("${local.name}-${each.key}")
          force_destroy = var.environment != "prod"
          tags          = merge(local.tags, { Name = each.key })
        }

        resource "aws_s3_bucket_public_access_block" "this" {
          for_each = aws_s3_bucket.this

          bucket                  = each.value.id
          block_public_acls       = true
          block_public_policy     = true
          ignore_public_acls      = true
          restrict_public_buckets = true
        }

        resource "aws_s3_bucket_versioning" "this" {
          for_each = aws_s3_bucket.this

          bucket = each.value.id

          versioning_configuration {
            status = var.environment == "dev" ? "Suspended" : "Enabled"
          }
        }

        resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
          for_each = aws_s3_bucket.this

          bucket = each.value.id

          rule {
            bucket_key_enabled = true

            apply_server_side_encryption_by_default {
              sse_algorithm     = "aws:kms"
              kms_master_key_id = aws_kms_key.this[0].arn
            }
          }
        }

        resource "aws_s3_bucket_lifecycle_configuration" "this" {
          for_each = aws_s3_bucket.this

          bucket = each.value.id

          dynamic "rule" {
            for_each = var.lifecycle_rules
            content {
              id     = rule.key
              status = rule.value.enabled ? "Enabled" : "Disabled"

              filter {
                prefix = rule.value.prefix
              }

              dynamic "transition" {
                for_each = rule.value.transitions
                content {
                  days          = transition.value.days
                  storage_class = transition.value.class
                }
              }
            }
          }
        }

        """;

    public const string Function = """
        resource "aws_lambda_function" "this" {
          for_each = var.enabled ? local.groups : {}

          function_name = "${local.name}-${each.key}"
          role          = aws_iam_role.this[0].arn
          runtime       = "python3.12"
          handler       = "main.handler"
          filename      = "function.zip"
          memory_size   = 128 * each.value.size
          timeout       = 30
          kms_key_arn   = aws_kms_key.this[0].arn

          environment {
            variables = {
              ENVIRONMENT = upper(var.environment)
              TYPES       = join(",", each.value.types)
            }
          }

          tracing_config {
            mode = "Active"
          }

          tags = local.tags
        }

        resource "aws_sqs_queue" "dead" {
          for_each = aws_lambda_function.this

          name                              = format("%s-dead", each.value.function_name)
          kms_master_key_id                 = aws_kms_key.this[0].id
          message_retention_seconds         = 1209600
          kms_data_key_reuse_period_seconds = 300
          tags                              = local.tags
        }

        """;

    public const string Balancer = """
        resource "aws_lb" "this" {
          count = var.enabled ? 1 : 0

          name                       = substr(local.name, 0, 32)
          internal                   = true
          load_balancer_type         = "application"
          drop_invalid_header_fields = true
          enable_deletion_protection = var.environment == "prod"
          subnets                    = [for key in keys(var.subnets) : "subnet-${key}"]
          tags                       = local.tags

          dynamic "access_logs" {
            for_each = var.environment == "prod" ? { logs = module.store.name } : {}
            content {
              bucket  = access_logs.value
              enabled = true
            }
          }
        }

        resource "aws_lb_target_group" "this" {
          for_each = var.enabled ? local.groups : {}

          name     = substr("${local.name}-${each.key}", 0, 32)
          port     = 8080 + each.value.size
          protocol = "HTTPS"
          vpc_id   = "vpc-0123456789abcdef0"

          health_check {
            path    = "/health/${each.key}"
            matcher = "200-299"
          }
        }

        resource "aws_lb_listener" "this" {
          for_each = aws_lb_target_group.this

          load_balancer_arn = aws_lb.this[0].arn
          port              = each.value.port
          protocol          = "HTTPS"
          ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
          certificate_arn   = "arn:aws:acm:eu-west-1:123456789012:certificate/${each.key}"

          default_action {
            type             = "forward"
            target_group_arn = each.value.arn
          }
        }

        """;

    public const string Locals = """
        locals {
          name = "${var.name}-${var.environment}"
          tags = merge(var.tags, { module = basename(path.module) })

          buckets = toset([for suffix in ["data", "logs", "backup"] : suffix if suffix != "backup" || var.environment == "prod"])

          groups = {
            system = { size = 2, types = ["m6i.large"], taints = [] }
            work   = { size = var.environment == "prod" ? 6 : 2, types = ["m6i.xlarge", "m6a.xlarge"], taints = [{ key = "work", value = "yes", effect = "NO_SCHEDULE" }] }
          }

          # One line for each subnet, as people read it.
          summary = <<-EOT
            %{for key, subnet in var.subnets~}
            ${key}: ${subnet.zone} ${subnet.public ? "public" : "private"}
            %{endfor~}
          EOT

          ids = { for key, subnet in var.subnets : key => "${local.name}/${subnet.zone}" }
        }

        """;

    public const string Data = """
        data "aws_caller_identity" "current" {}

        data "aws_region" "current" {}

        data "aws_iam_policy_document" "assume" {
          statement {
            effect  = "Allow"
            actions = ["sts:AssumeRole"]

            principals {
              type        = "Service"
              identifiers = ["ec2.amazonaws.com", "lambda.amazonaws.com"]
            }
          }
        }

        data "aws_iam_policy_document" "this" {
          dynamic "statement" {
            for_each = var.grants
            content {
              sid       = statement.key
              effect    = "Allow"
              actions   = statement.value.actions
              resources = statement.value.resources
            }
          }

          statement {
            sid       = "Logs"
            actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
            resources = ["arn:aws:logs:*:*:log-group:/app/${local.name}:*"]
          }
        }

        """;

    public const string Policy = """
        resource "aws_iam_role" "this" {
          count = var.enabled ? 1 : 0

          name               = local.name
          assume_role_policy = data.aws_iam_policy_document.assume.json
          tags               = local.tags
        }

        resource "aws_iam_role_policy" "this" {
          count = var.enabled ? 1 : 0

          name   = local.name
          role   = aws_iam_role.this[0].id
          policy = data.aws_iam_policy_document.this.json
        }

        resource "aws_kms_key" "this" {
          count = var.enabled ? 1 : 0

          description             = "Of ${local.name}"
          enable_key_rotation     = true
          deletion_window_in_days = 30
          tags                    = local.tags
        }

        """;

    public const string Alarms = """
        resource "aws_cloudwatch_log_group" "this" {
          count = var.enabled ? 1 : 0

          name              = "/app/${local.name}"
          retention_in_days = var.environment == "prod" ? 365 : 30
          kms_key_id        = aws_kms_key.this[0].arn
          tags              = local.tags
        }

        resource "aws_cloudwatch_metric_alarm" "this" {
          for_each = var.enabled ? var.alarms : {}

          alarm_name          = "${local.name}-${each.key}"
          namespace           = each.value.namespace
          metric_name         = each.value.metric
          comparison_operator = "GreaterThanThreshold"
          threshold           = coalesce(each.value.threshold, 80)
          evaluation_periods  = 3
          period              = 60
          statistic           = "Average"
          tags                = local.tags
        }

        """;

    public const string Security = """
        resource "aws_security_group" "this" {
          count = var.enabled ? 1 : 0

          name        = "${local.name}-default"
          description = "What everything in ${local.name} shares"
          tags        = local.tags
        }

        resource "aws_vpc_security_group_ingress_rule" "this" {
          for_each = var.enabled ? { for pair in setproduct(keys(var.openings), [443, 8443]) : "${pair[0]}-${pair[1]}" => pair } : {}

          security_group_id = aws_security_group.this[0].id
          description       = each.key
          ip_protocol       = "tcp"
          from_port         = each.value[1]
          to_port           = each.value[1]
          cidr_ipv4         = var.openings[each.value[0]].cidrs[0]
        }

        """;

    public const string Variables = """
        variable "name" {
          description = "Begins the names of everything."
          type        = string

          validation {
            condition     = length(var.name) > 2
            error_message = "A name has at least three characters."
          }
        }

        variable "environment" {
          type = string
        }

        variable "cidr" {
          type = string
        }

        variable "enabled" {
          type    = bool
          default = true
        }

        variable "tags" {
          type    = map(string)
          default = {}
        }

        variable "subnets" {
          type = map(object({
            zone   = string
            number = number
            public = optional(bool, false)
          }))
        }

        variable "routes" {
          type    = list(object({ cidr = string, gateway = string }))
          default = [{ cidr = "172.16.0.0/12", gateway = "vgw-0123456789abcdef0" }]
        }

        variable "openings" {
          type = map(object({
            ports = optional(list(number), [5432])
            cidrs = list(string)
          }))
          default = {
            office = { cidrs = ["10.1.0.0/16"] }
            build  = { ports = [5432, 5433], cidrs = ["10.2.0.0/16"] }
          }
        }

        variable "grants" {
          type    = map(object({ actions = list(string), resources = list(string) }))
          default = {
            read = { actions = ["s3:GetObject", "s3:ListBucket"], resources = ["arn:aws:s3:::shared", "arn:aws:s3:::shared/*"] }
          }
        }

        variable "lifecycle_rules" {
          type = map(object({
            enabled     = optional(bool, true)
            prefix      = optional(string, "")
            transitions = optional(list(object({ days = number, class = string })), [])
          }))
          default = {
            archive = { transitions = [{ days = 30, class = "STANDARD_IA" }, { days = 90, class = "GLACIER" }] }
          }
        }

        variable "alarms" {
          type = map(object({
            namespace = string
            metric    = string
            threshold = optional(number)
          }))
          default = {
            cpu    = { namespace = "AWS/EC2", metric = "CPUUtilization" }
            errors = { namespace = "AWS/Lambda", metric = "Errors", threshold = 1 }
          }
        }


        """;

    /// <summary>A variable that nothing reads, of which grown modules have many.</summary>
    public static string Setting(int at) => string.Create(CultureInfo.InvariantCulture, $$"""
        variable "setting_{{at}}" {
          description = <<-EOT
            Fine tuning, number {{at}}. Leave it alone unless the runbook says otherwise; what it does
            is described there, with the measurements that led to its default.
          EOT
          type = object({
            mode    = optional(string, "auto")
            weights = optional(map(number), { a = 1, b = 2.5 })
            limits  = optional(list(object({ name = string, value = optional(number, {{at}}) })), [])
          })
          default = {}

          validation {
            condition     = contains(["auto", "manual"], var.setting_{{at}}.mode)
            error_message = "The mode of setting_{{at}} is auto or manual."
          }
        }


        """);
}
