variable "name" { type = string }

variable "cidr" {
  type = string

  validation {
    condition     = can(cidrnetmask(var.cidr))
    error_message = "cidr has to be an IPv4 range."
  }
}

variable "zones" { type = list(string) }

variable "public_subnets" {
  type    = list(string)
  default = []
}

variable "private_subnets" {
  type    = list(string)
  default = []
}

variable "nat" {
  type = object({
    enabled  = optional(bool, true)
    per_zone = optional(bool, false)
  })
  default = {}
}

variable "flow_logs" {
  type = object({
    destination = string
    format      = optional(string)
    hourly      = optional(bool, false)
  })
  default = null
}

variable "tags" {
  type    = map(string)
  default = {}
}

locals {
  nat_zones  = !var.nat.enabled || length(var.public_subnets) == 0 ? [] : var.nat.per_zone ? var.zones : slice(var.zones, 0, 1)
  private    = { for i, range in var.private_subnets : element(var.zones, i) => range... }
  private_by = merge([for zone, ranges in local.private : { for n, range in ranges : "${zone}/${n}" => { zone = zone, range = range } }]...)
  name_tag   = { Name = var.name }
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = merge(var.tags, local.name_tag)
}

resource "aws_subnet" "public" {
  count = length(var.public_subnets)

  vpc_id                  = aws_vpc.this.id
  cidr_block              = var.public_subnets[count.index]
  availability_zone       = element(var.zones, count.index)
  map_public_ip_on_launch = true

  tags = merge(var.tags, {
    Name = format("%s-public-%s", var.name, element(var.zones, count.index))
    Tier = "public"
  })
}

resource "aws_subnet" "private" {
  for_each = local.private_by

  vpc_id            = aws_vpc.this.id
  cidr_block        = each.value.range
  availability_zone = each.value.zone
  tags              = merge(var.tags, { Name = "${var.name}-private-${replace(each.key, "/", "-")}" })
}

resource "aws_internet_gateway" "this" {
  count  = length(var.public_subnets) > 0 ? 1 : 0
  vpc_id = aws_vpc.this.id
  tags   = merge(var.tags, local.name_tag)
}

resource "aws_eip" "nat" {
  for_each = toset(local.nat_zones)
  domain   = "vpc"
  tags     = merge(var.tags, { Name = "${var.name}-${each.key}" })

  depends_on = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "this" {
  for_each      = aws_eip.nat
  allocation_id = each.value.id
  subnet_id     = aws_subnet.public[index(var.zones, each.key)].id
  tags          = each.value.tags
}

resource "aws_route_table" "public" {
  count  = length(aws_internet_gateway.this)
  vpc_id = aws_vpc.this.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = one(aws_internet_gateway.this[*].id)
  }

  tags = merge(var.tags, { Name = "${var.name}-public" })
}

resource "aws_route_table_association" "public" {
  count          = length(aws_subnet.public)
  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public[0].id
}

resource "aws_route_table" "private" {
  for_each = local.private
  vpc_id   = aws_vpc.this.id

  dynamic "route" {
    for_each = length(local.nat_zones) == 0 ? [] : [contains(local.nat_zones, each.key) ? each.key : local.nat_zones[0]]
    iterator = nat

    content {
      cidr_block     = "0.0.0.0/0"
      nat_gateway_id = aws_nat_gateway.this[nat.value].id
    }
  }

  tags = merge(var.tags, { Name = "${var.name}-private-${each.key}" })
}

resource "aws_route_table_association" "private" {
  for_each       = aws_subnet.private
  subnet_id      = each.value.id
  route_table_id = aws_route_table.private[each.value.availability_zone].id
}

resource "aws_flow_log" "this" {
  count = var.flow_logs == null ? 0 : 1

  vpc_id                   = aws_vpc.this.id
  traffic_type             = "ALL"
  log_destination_type     = "s3"
  log_destination          = var.flow_logs.destination
  log_format               = try(coalesce(var.flow_logs.format), null)
  max_aggregation_interval = 60

  dynamic "destination_options" {
    for_each = var.flow_logs.hourly ? [true] : []

    content {
      file_format        = "parquet"
      per_hour_partition = destination_options.value
    }
  }

  tags = var.tags
}

output "id" { value = aws_vpc.this.id }
output "cidr" { value = aws_vpc.this.cidr_block }
output "public_subnet_ids" { value = aws_subnet.public[*].id }
output "private_subnet_ids" { value = [for subnet in aws_subnet.private : subnet.id] }
output "private_subnet_zones" { value = { for key, subnet in aws_subnet.private : key => subnet.availability_zone } }
output "nat_count" { value = length(aws_nat_gateway.this) }
output "first_public_name" { value = try(aws_subnet.public[0].tags["Name"], "none") }
