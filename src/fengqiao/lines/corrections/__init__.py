"""社区矫正: entrusted investigations, and the supervision of those whom a court or prison authority sent into the community.

A case is opened on an entrusting letter or on an effective judgment, ruling or decision, and on nothing else: there is no
list of suspects here, and no score of anybody (社区矫正法第二条、第三十四条; 个人信息保护法第六条).
"""
