variable "environments" {
  type = map(object({
    cidr       = string
    zones      = optional(number, 2)
    production = optional(bool, false)
    databases  = optional(map(object({ engine = string, version = string, replicas = optional(number, 0) })), {})
    buckets    = optional(set(string), [])
  }))

  default = {
    prod = {
      cidr       = "10.0.0.0/16"
      zones      = 3
      production = true
      databases  = { main = { engine = "postgres", version = "16.4", replicas = 1 } }
      buckets    = ["assets", "exports"]
    }
    test = { cidr = "10.1.0.0/16" }
  }
}

variable "audit" {
  type    = bool
  default = true
}

locals {
  zone_names = formatlist("eu-central-1%s", ["a", "b", "c"])
  databases = merge([
    for env, settings in var.environments : { for db, spec in settings.databases : "${env}-${db}" => merge(spec, { env = env }) }
  ]...)
  buckets = flatten([for env, settings in var.environments : [for bucket in settings.buckets : { env = env, bucket = bucket }]])
}

module "network" {
  for_each = var.environments
  source   = "../../../modules/vpc"

  name            = each.key
  cidr            = each.value.cidr
  zones           = slice(local.zone_names, 0, each.value.zones)
  public_subnets  = [for n in range(each.value.zones) : cidrsubnet(each.value.cidr, 8, n)]
  private_subnets = [for n in range(each.value.zones) : cidrsubnet(each.value.cidr, 4, n + 1)]
  nat             = { enabled = each.value.production, per_zone = each.value.production }
  tags            = { Environment = each.key }
}

module "access" {
  for_each = module.network
  source   = "../../../modules/security-group"
  name     = "${each.key}-internal"
  vpc_id   = each.value.id
  rules    = { all = { protocol = "-1", ranges = [each.value.cidr] } }
}

module "database" {
  for_each   = local.databases
  source     = "../../../modules/rds"
  identifier = each.key
  engine     = { name = each.value.engine, version = each.value.version }
  subnet_ids = module.network[each.value.env].private_subnet_ids
  replicas   = each.value.replicas
  size       = var.environments[each.value.env].production ? { multi_zone = true } : {}
}

module "cluster" {
  count      = length([for env in var.environments : env if env.production])
  source     = "../../../modules/eks"
  name       = "platform-${count.index}"
  subnet_ids = module.network["prod"].private_subnet_ids

  node_groups = { for zone in ["a", "b"] : zone => { labels = { zone = zone } } }
}

module "bucket" {
  for_each = { for item in local.buckets : "${item.env}/${item.bucket}" => item }
  source   = "../../../modules/s3"
  bucket   = join("-", ["example", each.value.env, each.value.bucket])
}

module "audit" {
  count           = var.audit ? 1 : 0
  source          = "../../../modules/s3"
  bucket          = "example-audit"
  lifecycle_rules = [{ expire_days = 3650 }]
}

module "auditor" {
  source     = "../../../modules/iam-role"
  count      = length(module.audit)
  name       = "auditor"
  trusted    = [{ kind = "Service", principals = ["cloudtrail.amazonaws.com"] }]
  statements = { write = { actions = ["s3:PutObject"], resources = ["${module.audit[count.index].arn}/*"] } }
}

resource "aws_route" "peering" {
  for_each                  = { for pair in setproduct(keys(module.network), ["172.16.0.0/16"]) : join("|", pair) => { env = pair[0], range = pair[1] } }
  route_table_id            = "rtb-${each.value.env}"
  destination_cidr_block    = each.value.range
  vpc_peering_connection_id = "pcx-0123"
}

moved {
  from = module.vpc
  to   = module.network["prod"]
}

moved {
  from = aws_s3_bucket.audit
  to   = module.audit[0].aws_s3_bucket.this
}

check "networks" {
  assert {
    condition     = length(module.network) == length(var.environments)
    error_message = "Each environment has a network."
  }
}

output "networks" { value = { for env, network in module.network : env => { cidr = network.cidr, nat = network.nat_count, zones = network.private_subnet_zones } } }
output "replicas" { value = { for key, db in module.database : key => db.replica_names } }
output "buckets" { value = [for bucket in module.bucket : bucket.name] }
output "cluster" { value = one(module.cluster[*].roles) }
