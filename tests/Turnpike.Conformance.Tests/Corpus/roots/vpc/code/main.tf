locals {
  zones = [for letter in ["a", "b", "c"] : "eu-central-1${letter}"]
}

module "wide" {
  source          = "../../../modules/vpc"
  name            = "wide"
  cidr            = "10.20.0.0/16"
  zones           = local.zones
  public_subnets  = [for n in range(3) : cidrsubnet("10.20.0.0/16", 8, n)]
  private_subnets = cidrsubnets("10.20.128.0/17", 3, 3, 3, 4)
  nat             = { per_zone = true }
  flow_logs       = { destination = "arn:aws:s3:::flow-logs/wide", hourly = true }
  tags            = { Team = "network" }
}

module "narrow" {
  source          = "../../../modules/vpc"
  name            = "narrow"
  cidr            = "10.30.0.0/20"
  zones           = slice(local.zones, 0, 2)
  public_subnets  = ["10.30.0.0/24"]
  private_subnets = ["10.30.8.0/24", "10.30.9.0/24"]
}

module "closed" {
  source          = "../../../modules/vpc"
  name            = "closed"
  cidr            = "10.40.0.0/20"
  zones           = local.zones
  private_subnets = ["10.40.0.0/24"]
  nat             = { enabled = false }
}

output "nat" { value = { wide = module.wide.nat_count, narrow = module.narrow.nat_count, closed = module.closed.nat_count } }
output "zones" { value = module.wide.private_subnet_zones }
output "first" { value = [module.wide.first_public_name, module.closed.first_public_name] }
output "ids" { value = concat(module.wide.public_subnet_ids, module.narrow.private_subnet_ids) }
