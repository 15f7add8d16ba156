variable "name" { type = string }

variable "release" {
  type    = string
  default = "1.31"
}

variable "subnet_ids" { type = list(string) }

variable "endpoint" {
  type = object({
    public = optional(bool, false)
    ranges = optional(set(string), [])
  })
  default = {}
}

variable "log_types" {
  type    = list(string)
  default = ["api", "audit"]
}

variable "key_arn" {
  type    = string
  default = null
}

variable "node_groups" {
  type = map(object({
    sizes    = optional(object({ min = optional(number, 1), max = optional(number, 3), desired = optional(number) }), {})
    types    = optional(list(string))
    spot     = optional(bool, false)
    labels   = optional(map(string), {})
    taints   = optional(map(object({ value = optional(string), effect = optional(string, "NO_SCHEDULE") })), {})
    template = optional(object({ disks = map(object({ size = number, encrypted = optional(bool, true) })), tags = optional(map(map(string)), {}) }))
  }))
  default = {}
}

variable "addons" {
  type = map(object({
    version  = optional(string)
    settings = optional(map(string))
  }))
  default = {}
}

locals {
  default_types = ["m6i.large"]
  templates     = { for key, group in var.node_groups : key => group.template if group.template != null }
}

module "cluster_role" {
  source           = "../iam-role"
  name             = "${var.name}-cluster"
  trusted          = [{ kind = "Service", principals = ["eks.amazonaws.com"] }]
  managed_policies = ["arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"]
}

module "node_role" {
  source  = "../iam-role"
  count   = length(var.node_groups) > 0 ? 1 : 0
  name    = "${var.name}-nodes"
  trusted = [{ kind = "Service", principals = ["ec2.amazonaws.com"] }]
  managed_policies = [
    for policy in ["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy"] : "arn:aws:iam::aws:policy/${policy}"
  ]
}

resource "aws_cloudwatch_log_group" "this" {
  count             = length(var.log_types) > 0 ? 1 : 0
  name              = "/aws/eks/${var.name}/cluster"
  retention_in_days = 90
}

resource "aws_eks_cluster" "this" {
  name                      = var.name
  version                   = var.release
  role_arn                  = module.cluster_role.arn
  enabled_cluster_log_types = var.log_types

  vpc_config {
    subnet_ids              = var.subnet_ids
    endpoint_private_access = true
    endpoint_public_access  = var.endpoint.public
    public_access_cidrs     = var.endpoint.public ? var.endpoint.ranges : null
  }

  dynamic "encryption_config" {
    for_each = var.key_arn[*]

    content {
      resources = ["secrets"]

      provider {
        key_arn = encryption_config.value
      }
    }
  }

  depends_on = [aws_cloudwatch_log_group.this, module.cluster_role]
}

resource "aws_launch_template" "this" {
  for_each    = local.templates
  name_prefix = "${var.name}-${each.key}-"

  dynamic "block_device_mappings" {
    for_each = each.value.disks
    iterator = disk

    content {
      device_name = disk.key

      dynamic "ebs" {
        for_each = disk.value.size > 0 ? [disk.value] : []

        content {
          volume_size = ebs.value.size
          encrypted   = ebs.value.encrypted
        }
      }
    }
  }

  dynamic "tag_specifications" {
    for_each = each.value.tags

    content {
      resource_type = tag_specifications.key
      tags          = merge({ Cluster = var.name, Group = each.key }, tag_specifications.value)
    }
  }

  metadata_options {
    http_tokens = "required"
  }
}

resource "aws_eks_node_group" "this" {
  for_each        = var.node_groups
  cluster_name    = aws_eks_cluster.this.name
  node_group_name = "${var.name}-${each.key}"
  node_role_arn   = module.node_role[0].arn
  subnet_ids      = var.subnet_ids
  capacity_type   = each.value.spot ? "SPOT" : "ON_DEMAND"
  instance_types  = coalescelist(each.value.types, local.default_types)
  labels          = merge(each.value.labels, { group = each.key })

  scaling_config {
    min_size     = each.value.sizes.min
    max_size     = each.value.sizes.max
    desired_size = coalesce(each.value.sizes.desired, each.value.sizes.min)
  }

  dynamic "taint" {
    for_each = each.value.taints

    content {
      key    = taint.key
      value  = taint.value.value
      effect = taint.value.effect
    }
  }

  dynamic "launch_template" {
    for_each = contains(keys(local.templates), each.key) ? [aws_launch_template.this[each.key]] : []

    content {
      id      = launch_template.value.id
      version = launch_template.value.latest_version
    }
  }

  lifecycle {
    ignore_changes = [scaling_config[0].desired_size]
  }
}

resource "aws_eks_addon" "this" {
  for_each             = var.addons
  cluster_name         = aws_eks_cluster.this.name
  addon_name           = each.key
  addon_version        = each.value.version
  configuration_values = each.value.settings == null ? null : jsonencode(each.value.settings)
}

output "name" { value = aws_eks_cluster.this.name }
output "groups" { value = { for key, group in aws_eks_node_group.this : key => group.instance_types } }
output "roles" { value = concat([module.cluster_role.name], module.node_role[*].name) }
