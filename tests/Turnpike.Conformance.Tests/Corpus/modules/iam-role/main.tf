variable "name" { type = string }

variable "trusted" {
  type = list(object({
    kind       = string
    principals = list(string)
    conditions = optional(map(object({ test = optional(string, "StringEquals"), values = list(string) })), {})
  }))
}

variable "statements" {
  type = map(object({
    effect    = optional(string, "Allow")
    actions   = list(string)
    resources = optional(list(string), ["*"])
  }))
  default = {}
}

variable "managed_policies" {
  type    = set(string)
  default = []
}

variable "boundary" {
  type     = string
  default  = null
  nullable = true
}

data "aws_iam_policy_document" "trust" {
  dynamic "statement" {
    for_each = var.trusted

    content {
      sid     = "Trust${statement.key}"
      actions = [statement.value.kind == "Federated" ? "sts:AssumeRoleWithWebIdentity" : "sts:AssumeRole"]

      principals {
        type        = statement.value.kind
        identifiers = statement.value.principals
      }

      dynamic "condition" {
        for_each = statement.value.conditions

        content {
          test     = condition.value.test
          variable = condition.key
          values   = condition.value.values
        }
      }
    }
  }
}

data "aws_iam_policy_document" "inline" {
  count = length(var.statements) > 0 ? 1 : 0

  dynamic "statement" {
    for_each = var.statements

    content {
      sid       = replace(title(statement.key), "/[^A-Za-z0-9]/", "")
      effect    = statement.value.effect
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = "${title(var.name)} role"
  assume_role_policy   = data.aws_iam_policy_document.trust.json
  permissions_boundary = var.boundary
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "inline" {
  count  = length(data.aws_iam_policy_document.inline)
  name   = "${var.name}-inline"
  role   = aws_iam_role.this.name
  policy = data.aws_iam_policy_document.inline[count.index].json
}

resource "aws_iam_role_policy_attachment" "managed" {
  for_each   = var.managed_policies
  role       = aws_iam_role.this.name
  policy_arn = each.value
}

output "arn" { value = aws_iam_role.this.arn }
output "name" { value = aws_iam_role.this.name }
output "policy" { value = one(data.aws_iam_policy_document.inline[*].json) }
