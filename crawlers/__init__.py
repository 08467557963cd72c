"""The Scrapy project: one generic outlet spider made from data, discovery readers, middlewares, health."""
